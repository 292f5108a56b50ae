import type { Diagnostic } from '../../../language-server/rules/diagnostic.ts';
import { rules as allRules } from '../../../language-server/rules/all-rules.ts';
import type { Fix, Rule } from '../../../language-server/rules/rule.ts';
import type { TextEdit } from '../../../language-server/documents/text-edit.ts';
import { readSetting } from './case-setting.ts';
import type { Setting } from './case-setting.ts';
import { annotate, applyEdits, headerOf, linesOf, prefixed } from './case-text.ts';
import { allFindingsIn, findingsIn, hashOf } from './findings-of-case.ts';

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
