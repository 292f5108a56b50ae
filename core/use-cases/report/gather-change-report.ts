import { linePositions } from '../../base/text/line-positions.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import { placeInFile } from '../../formats/prompt/card/sheet-places.ts';
import { hasSameWords } from '../../formats/prompt/card/sheet.ts';
import { hostOf } from '../../formats/prompt/place/place-path.ts';
import { parseRegistry } from '../../formats/registry/parse-registry.ts';
import type { LintFinding } from '../../judging/gates/gate.ts';
import { readAtWithCards } from '../../workspace/cards/git-with-cards.ts';
import { placesInFile } from '../../workspace/cards/places-in-file.ts';
import { readWithCard } from '../../workspace/cards/read-with-card.ts';
import { fileKindOf, placePatternsOf } from '../../workspace/file-kind.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import type { ChangeQuestion } from './change-question.ts';
import type { ChangeReport, NewFinding } from './change-report.ts';
import { gatherChangedPrompts } from './gather-changed-prompts.ts';

/**
 * What changed in the workspace since a commit. Findings count as new when the file had none with the same rule and words at
 * the base, wherever it stood. Gates run as `gate` runs them, commands of the configuration included.
 *
 * @throws The signal's reason when cancelled.
 */
export async function gatherChangeReport(question: ChangeQuestion, signal: CancelSignal): Promise<ChangeReport> {
	const { base, facts, ports } = question;
	const isDocument = (path: WorkspacePath): boolean => !['card', 'run', undefined].includes(fileKindOf(path, facts.config));
	const before = await textsAt(question, (await ports.git.listAt(base)).filter(isDocument));
	const { files } = await ports.files.list('', signal);
	const after = await textsNow(question, files.map(({ path }) => path).filter(isDocument));
	const findings: NewFinding[] = [];
	for (const [path, text] of after) {
		if (!hasSameWords(before.get(path), text))
			findings.push(...(await newFindings({ path, text, former: before.get(path) }, question, signal)));
	}
	return {
		version: 1,
		base,
		prompts: await gatherChangedPrompts({ before, after }, question, signal),
		findings,
		transitions: [...after].flatMap(([path, text]) => newTransitions({ path, text, former: before.get(path) }, facts)),
		not_read: facts.unread.map(({ path, reason }) => ({ path, reason })),
	};
}

/** The texts at the base, prompts inside files included. */
async function textsAt(
	{ base, facts, ports }: ChangeQuestion,
	paths: readonly WorkspacePath[],
): Promise<ReadonlyMap<WorkspacePath, string>> {
	const hosts = await ports.git.readAt(
		base,
		paths.filter(path => placePatternsOf(path, facts.config).length > 0),
	);
	const places = [...hosts].flatMap(([host, text]) => placesInFile(host, text, facts.config));
	return readAtWithCards(ports.git, base, [...paths, ...places]);
}

/** The same for the working tree. */
async function textsNow({ facts, ports }: ChangeQuestion, paths: readonly WorkspacePath[]): Promise<ReadonlyMap<WorkspacePath, string>> {
	const texts = new Map<WorkspacePath, string>();
	for (const path of [...paths, ...facts.prompts.map(prompt => prompt.path).filter(prompt => hostOf(prompt) !== prompt)]) {
		const content = await readWithCard(ports.files, path);
		if (content.kind === 'text') texts.set(path, content.text);
	}
	return texts;
}

interface ChangedFile {
	readonly path: WorkspacePath;
	readonly text: string;
	/** At the base; undefined for a new file. */
	readonly former: string | undefined;
}

async function newFindings(
	{ path, text, former }: ChangedFile,
	{ lint, ports }: ChangeQuestion,
	signal: CancelSignal,
): Promise<readonly NewFinding[]> {
	const known = new Set((former === undefined ? [] : await lint(path, former, signal)).map(identityOf));
	const found = (await lint(path, text, signal)).filter(finding => !known.has(identityOf(finding)));
	const placed = found.map(finding => ({ finding, place: placeInFile({ path, text }, finding.range) }));
	const lines = new Map<WorkspacePath, ReturnType<typeof linePositions>>();
	for (const file of new Set(placed.map(({ place }) => place.path))) {
		const content = await ports.files.read(file);
		lines.set(file, linePositions(content.kind === 'text' ? content.text : ''));
	}
	return placed.map(({ finding: { rule, severity, message }, place }) => {
		return { path: place.path, line: (lines.get(place.path)?.(place.range.start).line ?? 0) + 1, severity, rule, message };
	});
}

function identityOf({ rule, message }: LintFinding): string {
	return `${rule}\n${message}`;
}

function newTransitions({ path, text, former }: ChangedFile, { config }: WorkspaceFacts): ChangeReport['transitions'] {
	if (fileKindOf(path, config) !== 'registry') return [];
	const known = new Set((former === undefined ? [] : (parseRegistry(path, former).value?.transitions ?? [])).map(({ digest }) => digest));
	const registry = parseRegistry(path, text).value;
	const added = registry?.transitions.filter(({ digest }) => !known.has(digest)) ?? [];
	return added.map(transition => ({ name: registry?.name ?? path, transition }));
}
