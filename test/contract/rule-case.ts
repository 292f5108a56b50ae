import { z } from 'zod';
import { hypothesisFile } from '../../core/formats/experiment/hypothesis-file.ts';
import type { FileContent } from '../../core/ports/file-store.ts';
import type { TokenCounter } from '../../core/ports/token-counter.ts';
import { cardPathOf, fileOfCard } from '../../core/formats/prompt/card/card-path.ts';
import { composeSheet } from '../../core/formats/prompt/card/compose-sheet.ts';
import { promptContentHash } from '../../core/formats/prompt/hash/content-hash.ts';
import { parsePrompt } from '../../core/formats/prompt/parse-prompt.ts';
import type { Prompt } from '../../core/formats/prompt/prompt.ts';
import { estimatedTokens } from '../../core/ports/token-count.ts';
import { normaliseVersion } from '../../core/formats/prompt/version/version.ts';
import type { DatasetState } from '../../core/use-cases/run/dataset-state.ts';
import type { Config } from '../../core/formats/config/config.ts';
import { parseConfig } from '../../core/formats/config/parse-config.ts';
import { previousVersionPath, releaseTag } from '../../core/workspace/prompt-versions.ts';
import type { ReleasedVersion, PromptVersions } from '../../core/workspace/prompt-versions.ts';
import { WorkspaceIndex } from '../../core/workspace/workspace-index.ts';
import { cardDocument } from '../../language-server/documents/read-card.ts';
import { parseDocument } from '../../language-server/documents/parse-document.ts';
import { createPromptTokenCounts, tokensOfPlainText } from '../../language-server/documents/prompt-tokens.ts';
import type { Diagnostic } from '../../language-server/rules/diagnostic.ts';
import { rules as allRules } from '../../language-server/rules/all-rules.ts';
import type { ExperimentEvidence, PromptTokens, RegistryEvidence } from '../../language-server/documents/evidence.ts';
import type { Fix, Rule } from '../../language-server/rules/rule.ts';
import type { TextEdit } from '../../language-server/documents/text-edit.ts';
import type { ParsedDocument } from '../../language-server/documents/parsed-document.ts';
import { runRules } from '../../language-server/rules/run-rules.ts';
import { exampleRun } from '../golden/example-run.ts';

/**
 * One case of a cases.txt. `=== title` opens a case. What surrounds the document comes first:
 *
 *   @ path: prompts/a.j2       where the document stands; each kind has a default
 *   @ config: {rules: {…}}     stagemark.yaml in one line; empty for one that only opts in to versioning
 *   @ dataset: {"sha256": …}  the dataset of an experiment as it stands, as JSON; what is left out is not known
 *   @ columns: ["id"]          what the cases of an experiment can be sliced by, as JSON; by default nobody knows
 *   @ dataset-columns: ["id"]  columns of its dataset, and `@ scorer-texts: {path: text}` the files that its scorers name
 *   @ runs: 3                  how many runs an experiment has; `@ conclusion:` and `@ results:` what its files say
 *   @ claims: [{…}]        what verify says of a registry file, as JSON; `@ evaluated: {run: hash}` what runs evaluated;
 *                          `@ shallow` for a clone without the whole history
 *   @ content: binary          instead of a document: binary, too-large or unreadable
 *   @ today: 2026-11-22        the date of the day, which is that one by default
 *   @ tokens: 900 of 800       how large the prompt is, and was when it was committed; by default both are estimated
 *   @ fixes                    show what every fix makes of the document
 *   @ release: tag             the committed document is a release, by a tag or by a registry file
 *   @ committed-path: a.j2     where the committed document stood, for a file that was renamed since
 *   < text                     the document as it was committed
 *   @ file: prompts/b.j2       another file of the workspace; its lines follow with `+ `
 *
 * Then `| ` lines are the document and `^ ` lines what is expected of the line above: carets below the words, `:` for an empty
 * range, `~` at the end of a line when the range goes on below. At the end, `=> safe: Title` names a fix and `> ` lines are the
 * document after it; `=> create: PATH` and `=> rename: FROM to TO` are what it does to files. `UPDATE_CASES=1` writes everything from the first `| ` on anew.
 */
export interface RuleCase {
	readonly title: string;
	/** Everything behind the title, as it stands in the file. */
	readonly body: string;
}

/** The cases of a cases.txt. */
export function readCases(text: string): readonly RuleCase[] {
	return text
		.split(/^=== /m)
		.slice(1)
		.map(part => {
			const lineEnd = part.indexOf('\n');
			return { title: part.slice(0, lineEnd), body: part.slice(lineEnd + 1).trimEnd() };
		});
}

/** What a rule makes of a case. */
export interface CaseOutcome {
	/** The body as it should stand in the file. */
	readonly body: string;
	readonly findings: readonly Diagnostic[];
	readonly repairs: readonly Repair[];
}

/** What one fix does to the document of a case. */
export interface Repair {
	readonly fix: Fix;
	/** How many findings of the rule are left. */
	readonly findingsLeft: number;
	/** Ids of rules, of all there are, that report something now and reported nothing before. */
	readonly newRules: readonly string[];
	/** How many fixes of this title are offered. */
	readonly timesOffered: { readonly before: number; readonly after: number };
	/** The content hash of the prompt, before and after; undefined for other documents and for those that are none afterwards. */
	readonly contentHash: { readonly before: string | undefined; readonly after: string | undefined };
}

/** Runs a rule on a case. */
export function runCase(rule: Rule, body: string): CaseOutcome {
	const setting = readSetting(rule, body);
	const source = linesOf(body, '| ').join('\n');
	const findings = findingsIn(rule, setting, source);
	const fixes = findings.flatMap(finding => finding.fixes);
	const repaired = fixes.map(fix => ({ fix, text: applyEdits(source, fix.edits) }));
	const shown = setting.showsFixes
		? repaired.flatMap(({ fix, text }) => [`=> ${fix.safety}: ${fix.title}`, ...prefixed('>', text), ...describeFiles(fix)])
		: [];
	return {
		body: [...headerOf(body), ...annotate(source, findings, setting.content === undefined), ...shown].join('\n'),
		findings,
		repairs: fixes.map(fix => repairBy(fix, rule, setting, source)),
	};
}

function repairBy(fix: Fix, rule: Rule, setting: Setting, source: string): Repair {
	const text = applyEdits(source, fix.edits);
	const after = settingAfter(setting, fix);
	const [left, before] = [findingsIn(rule, after, text), findingsIn(rule, setting, source)];
	const known = new Set(allFindingsIn(allRules, setting, source).map(found => found.rule));
	const shown = new Set(allFindingsIn(allRules, after, text).map(found => found.rule));
	return {
		fix,
		findingsLeft: left.length,
		newRules: [...shown].filter(id => !known.has(id)),
		timesOffered: { before: timesOffered(fix, before), after: timesOffered(fix, left) },
		contentHash: { before: hashOf(setting, source), after: hashOf(after, text) },
	};
}

function timesOffered({ title }: Fix, findings: readonly Diagnostic[]): number {
	return findings.flatMap(({ fixes }) => fixes).filter(fix => fix.title === title).length;
}

/** What “fix all” makes of a case with this rule alone, and what it then makes of the outcome. */
export function fixAll(rule: Rule, body: string): { readonly once: string; readonly again: string } {
	const setting = readSetting(rule, body);
	const once = fixSafely(rule, setting, linesOf(body, '| ').join('\n'));
	return { once, again: fixSafely(rule, setting, once) };
}

/** Of fixes that touch each other the first is applied and the others wait for the next round, as in the editor. */
function fixSafely(rule: Rule, setting: Setting, source: string): string {
	let text = source;
	for (let round = 0; round < 10; round++) {
		const chosen: TextEdit[] = [];
		for (const { fixes } of findingsIn(rule, setting, text)) {
			const edits = fixes.find(({ safety }) => safety === 'safe')?.edits ?? [];
			if (edits.every(({ range }) => chosen.every(other => range.end < other.range.start || other.range.end < range.start)))
				chosen.push(...edits);
		}
		if (chosen.length === 0) break;
		text = applyEdits(text, chosen);
	}
	return text;
}

function hashOf(setting: Setting, text: string): string | undefined {
	const document = documentOf(setting, text, indexOf(setting, text));
	return document.kind === 'prompt' ? promptContentHash(document.value) : undefined;
}

function settingAfter(setting: Setting, { files = [] }: Fix): Setting {
	const renaming = files.find(change => change.kind === 'rename');
	const created = files.flatMap(change => (change.kind === 'create' ? [[change.path, change.text] as const] : []));
	const after = { ...setting, files: new Map([...setting.files, ...created]) };
	return renaming === undefined ? after : { ...after, path: renaming.to, committedPath: setting.committedPath ?? setting.path };
}

function describeFiles({ files = [] }: Fix): readonly string[] {
	return files.flatMap(change =>
		change.kind === 'rename'
			? [`=> rename: ${change.from} to ${change.to}`]
			: [`=> create: ${change.path}`, ...prefixed('>', change.text)],
	);
}

interface Setting {
	readonly path: string;
	readonly config: string | undefined;
	readonly content: string | undefined;
	readonly showsFixes: boolean;
	readonly committed: string | undefined;
	readonly committedPath: string | undefined;
	readonly release: string | undefined;
	readonly files: ReadonlyMap<string, string>;
	readonly experiment: Omit<ExperimentEvidence, 'hypothesisText'>;
	readonly registry: RegistryEvidence;
	readonly today: string;
	/** Exact counts, of the prompt and of the committed one. */
	readonly tokens: readonly number[];
}

const defaultPaths: Readonly<Record<Rule['appliesTo'], string>> = {
	component: 'pipelines/example.yaml',
	prompt: 'prompts/example.j2',
	experiment: 'experiments/2025-01/exp-001-example/methodology.yaml',
	registry: 'registry/example.yaml',
	any: 'prompts/example.j2',
	text: 'prompts/example.j2',
	suppressions: 'prompts/example.j2',
	unreadable: 'prompts/example.j2',
};

function readSetting(rule: Rule, body: string): Setting {
	const header = headerOf(body);
	const option = (name: string): string | undefined =>
		header
			.find(line => line === `@ ${name}` || line.startsWith(`@ ${name}:`))
			?.slice(`@ ${name}:`.length)
			.trim();
	const committed = linesOf(header.join('\n'), '< ');
	return {
		path: option('path') ?? defaultPaths[rule.appliesTo],
		config: option('config'),
		content: option('content'),
		showsFixes: option('fixes') !== undefined,
		committed: committed.length === 0 ? undefined : committed.join('\n'),
		committedPath: option('committed-path'),
		release: option('release'),
		files: readFiles(header),
		experiment: {
			dataset: readDataset(option('dataset')),
			runs: Array.from({ length: Number(option('runs') ?? 0) }, (_, index) => exampleRun(index)),
			conclusionText: option('conclusion'),
			results: readResults(option('results')),
			columns: readColumns(option('columns')),
			datasetColumns: readColumns(option('dataset-columns')),
			scorerTexts: new Map(Object.entries(z.record(z.string(), z.string()).parse(JSON.parse(option('scorer-texts') ?? '{}')))),
		},
		registry: {
			problems: claimsSchema.parse(JSON.parse(option('claims') ?? '[]')),
			evaluatedBy: new Map(Object.entries(z.record(z.string(), z.string()).parse(JSON.parse(option('evaluated') ?? '{}')))),
			hasWholeHistory: option('shallow') === undefined,
		},
		today: option('today') ?? '2026-11-22',
		tokens: option('tokens')?.split(' of ').map(Number) ?? [],
	};
}

function readResults(json: string | undefined): readonly number[] | undefined {
	return json === undefined ? undefined : z.array(z.number()).parse(JSON.parse(json));
}

function readColumns(json: string | undefined): readonly string[] | undefined {
	return json === undefined ? undefined : z.array(z.string()).parse(JSON.parse(json));
}

const claimsSchema = z.array(
	z.object({
		name: z.string(),
		transition: z
			.int()
			.optional()
			.transform(value => value),
		kind: z.enum(['content-mismatch', 'invalid-approval', 'missing-gates', 'missing-source']),
		message: z.string(),
		place: z.array(z.union([z.string(), z.int()])),
	}),
);

const unknownDataset: DatasetState = {
	path: 'datasets/cases.jsonl',
	sha256: undefined,
	caseCount: undefined,
	byteCount: undefined,
	isLfsPointer: false,
	git: 'none',
	isInLfs: false,
	dvc: undefined,
};

function readDataset(json: string | undefined): DatasetState | undefined {
	return json === undefined ? undefined : { ...unknownDataset, ...(JSON.parse(json) as Partial<DatasetState>) };
}

function readFiles(header: readonly string[]): ReadonlyMap<string, string> {
	const files = new Map<string, string>();
	let path: string | undefined;
	for (const line of header) {
		if (line.startsWith('@ file:')) {
			path = line.slice('@ file:'.length).trim();
			files.set(path, '');
		} else if (path !== undefined && /^\+( |$)/.test(line)) {
			files.set(path, `${files.get(path) ?? ''}${line.slice(2)}\n`);
		}
	}
	return files;
}

function findingsIn(rule: Rule, setting: Setting, source: string): readonly Diagnostic[] {
	// What a comment silences is known only when every rule has run.
	const rules = rule.appliesTo === 'suppressions' ? allRules : [rule];
	return allFindingsIn(rules, setting, source).filter(found => found.rule === rule.id);
}

function indexOf(setting: Setting, source: string): WorkspaceIndex {
	const index = new WorkspaceIndex(parseConfig(setting.config));
	for (const [path, text] of setting.files) index.update(path, text);
	const content = readContent(setting.content, source);
	if (content.kind === 'text') index.update(setting.path, content.text);
	return index;
}

function documentOf(setting: Setting, source: string, index: WorkspaceIndex): ParsedDocument {
	const document = readDocument(setting, readContent(setting.content, source), index.config);
	if (document === undefined) throw new Error(`${setting.path} is not a document of Stagemark.`);
	return document;
}

function readDocument({ path, files }: Setting, content: FileContent, config: Config): ParsedDocument | undefined {
	const file = fileOfCard(path);
	if (file === undefined || content.kind !== 'text') return parseDocument(path, content, config);
	const text = files.get(file);
	const beside =
		text === undefined ? { kind: 'missing' as const } : { kind: 'text' as const, text: composeSheet(file, text, content.text) };
	return cardDocument(path, content.text, beside, config);
}

function allFindingsIn(rules: readonly Rule[], setting: Setting, written: string): readonly Diagnostic[] {
	const source = composeSheet(setting.path, written, setting.files.get(cardPathOf(setting.path)));
	const index = indexOf(setting, source);
	const document = documentOf(setting, source, index);
	const committed =
		setting.committed === undefined
			? undefined
			: parsePrompt(setting.committedPath ?? setting.path, setting.committed, index.config.dialects);
	return runRules({
		rules,
		document,
		workspace: index,
		committedPrompt: committed,
		versions: document.kind === 'prompt' ? versionsOf(document.value, committed, setting, index) : undefined,
		today: setting.today,
		tokens: tokensOf(document, committed, setting, index.config),
		experiment: experimentEvidence(document, setting),
		registry: document.kind === 'registry' && document.value.problems.length === 0 ? setting.registry : undefined,
		log: message => {
			throw new Error(message);
		},
	});
}

function experimentEvidence(document: ParsedDocument, { experiment, files }: Setting): ExperimentEvidence | undefined {
	if (document.kind !== 'experiment') return undefined;
	const { value, folder } = document.value;
	return { ...experiment, hypothesisText: files.get(hypothesisFile(value?.hypothesis, folder) ?? '') };
}

function versionsOf(prompt: Prompt, committed: Prompt | undefined, { release, files }: Setting, index: WorkspaceIndex): PromptVersions {
	const previousPath = previousVersionPath(prompt, index);
	const previousText = files.get(previousPath ?? '');
	return {
		previous:
			previousPath === undefined || previousText === undefined
				? undefined
				: parsePrompt(previousPath, previousText, index.config.dialects),
		release:
			release !== undefined && committed !== undefined && isSameVersion(prompt, committed)
				? releaseOf(committed, release)
				: undefined,
	};
}

function isSameVersion(left: Prompt, right: Prompt): boolean {
	return normaliseVersion(left.version?.value ?? '') === normaliseVersion(right.version?.value ?? '');
}

function releaseOf(committed: Prompt, record: string): ReleasedVersion {
	const name = committed.name.value;
	const version = normaliseVersion(committed.version?.value ?? '') ?? '';
	return {
		version,
		record: record === 'tag' ? { kind: 'tag', name: releaseTag(name, version) } : { kind: 'registry', path: `registry/${name}.yaml` },
		contentHash: promptContentHash(committed),
		text: committed.text,
	};
}

function tokensOf(document: ParsedDocument, committed: Prompt | undefined, setting: Setting, config: Config): PromptTokens | undefined {
	if (document.kind === 'text') return tokensOfPlainText(document.value.text);
	return document.kind === 'prompt' ? countTokens(document.value, committed, setting, config) : undefined;
}

/** Estimates, as the editor has them while somebody types, unless the case gives counts. */
function countTokens(prompt: Prompt, committed: Prompt | undefined, { tokens }: Setting, config: Config): PromptTokens {
	const estimated = createPromptTokenCounts(noTokenizer).known(prompt, committed, config);
	const [now, before] = tokens;
	return {
		...estimated,
		prompt: now === undefined ? estimated.prompt : { count: now, isExact: true },
		committed: before === undefined ? estimated.committed : { count: before, isExact: true },
	};
}

const noTokenizer: TokenCounter = { count: text => Promise.resolve(estimatedTokens(text)), dispose: () => undefined };

function readContent(kind: string | undefined, source: string): FileContent {
	switch (kind) {
		case undefined:
			return { kind: 'text', text: source };
		case 'binary':
			return { kind };
		case 'too-large':
			return { kind, byteCount: 50_000_000, limit: 5_000_000 };
		case 'unreadable':
			return { kind, reason: 'permission denied' };
		default:
			throw new Error(`Unknown content: ${kind}`);
	}
}

function headerOf(body: string): readonly string[] {
	const lines = body.split('\n');
	const end = lines.findIndex(line => !/^[@<+]( |$)/.test(line));
	return end === -1 ? lines : lines.slice(0, end);
}

function linesOf(body: string, prefix: string): readonly string[] {
	return body
		.split('\n')
		.filter(line => line.startsWith(prefix) || line === prefix.trimEnd())
		.map(line => line.slice(prefix.length));
}

function applyEdits(source: string, edits: readonly TextEdit[]): string {
	return edits
		.toSorted((left, right) => right.range.start - left.range.start)
		.reduce((text, { range, newText }) => text.slice(0, range.start) + newText + text.slice(range.end), source);
}

/** Writes findings under the lines they start on. */
function annotate(source: string, findings: readonly Diagnostic[], hasText: boolean): readonly string[] {
	let lineStart = 0;
	const output: string[] = [];
	for (const line of source.split('\n')) {
		if (hasText) output.push(...prefixed('|', line));
		const lineEnd = lineStart + line.length;
		for (const { range, message } of findings) {
			if (lineStart > range.start || range.start > lineEnd) continue;
			const carets = range.end === range.start ? ':' : '^'.repeat(Math.min(range.end, lineEnd) - range.start);
			output.push(`^ ${' '.repeat(range.start - lineStart)}${carets}${range.end > lineEnd ? '~' : ''} ${message}`);
		}
		lineStart = lineEnd + 1;
	}
	return output;
}

function prefixed(prefix: string, text: string): readonly string[] {
	return text.split('\n').map(line => (line === '' ? prefix : `${prefix} ${line}`));
}
