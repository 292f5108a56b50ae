import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import { hasSameWords } from '../../formats/prompt/card/sheet.ts';
import { findDialect } from '../../formats/prompt/dialects/find-dialect.ts';
import { diffPrompts } from '../../formats/prompt/diff/diff-prompts.ts';
import { parsePrompt } from '../../formats/prompt/parse-prompt.ts';
import { compareVersions } from '../../formats/prompt/version/version.ts';
import { evaluateGates } from '../promote/evaluate-gates.ts';
import type { GateReport } from '../promote/evaluate-gates.ts';
import { stageRoles } from '../../formats/registry/stage-roles.ts';
import { loadRuns } from '../../workspace/runs/load-runs.ts';
import { fileKindOf } from '../../workspace/file-kind.ts';
import type { PromptSummary } from '../../workspace/summaries/file-summary.ts';
import { requirementsOf } from '../../formats/config/requirements-of.ts';
import { summarizePrompt } from '../../workspace/summaries/summarize-prompt.ts';
import type { ChangeQuestion } from './change-question.ts';
import type { ChangedPrompt } from './change-report.ts';

/** Texts of the files that count, by path. */
interface Texts {
	readonly before: ReadonlyMap<WorkspacePath, string>;
	readonly after: ReadonlyMap<WorkspacePath, string>;
}

/** The prompt files that differ, with what the change asks for and what is known of the new content. */
export async function gatherChangedPrompts(
	texts: Texts,
	question: ChangeQuestion,
	signal: CancelSignal,
): Promise<readonly ChangedPrompt[]> {
	const { facts } = question;
	const { dialects } = facts.config;
	const isPrompt = ([path, text]: readonly [WorkspacePath, string]): boolean =>
		fileKindOf(path, facts.config) === 'prompt' && findDialect(path, text, dialects) !== undefined;
	const former = [...texts.before]
		.filter(isPrompt)
		.map(([path, text]) => ({ ...summarizePrompt(path, text, undefined, dialects).summary, text }));
	const present = new Map(facts.prompts.map(summary => [summary.path, summary]));
	const runs = await countRuns(question, signal);
	const changed: ChangedPrompt[] = [];
	for (const [path, text] of texts.after) {
		const summary = present.get(path);
		if (summary === undefined || hasSameWords(texts.before.get(path), text)) continue;
		const { name, version, contentHash, tags } = summary;
		const ancestor = findAncestor(summary, former);
		changed.push({
			name,
			path,
			change: texts.before.has(path) ? 'changed' : 'added',
			diff:
				ancestor === undefined
					? undefined
					: diffPrompts(parsePrompt(ancestor.path, ancestor.text, dialects), parsePrompt(path, text, dialects)),
			version,
			evidence: runs.get(contentHash) ?? [],
			gates: version === undefined ? [] : await gatesOf({ name, version, tags }, question, signal),
		});
	}
	const removed = former
		.filter(({ path }) => !texts.after.has(path))
		.map(({ name, path, version }): ChangedPrompt => ({
			name,
			path,
			change: 'removed',
			diff: undefined,
			version,
			evidence: [],
			gates: [],
		}));
	return [...changed, ...removed].toSorted((left, right) => (left.path < right.path ? -1 : 1));
}

type FormerPrompt = PromptSummary & { readonly text: string };

/** The same file, or the newest earlier version of the name. */
function findAncestor({ path, name, version }: PromptSummary, former: readonly FormerPrompt[]): FormerPrompt | undefined {
	const same = former.find(prompt => prompt.path === path);
	if (same !== undefined) return same;
	const earlier = former.filter(prompt => prompt.name === name && compareVersions(prompt.version, version) < 0);
	return earlier.toSorted((left, right) => compareVersions(left.version, right.version)).at(-1);
}

/** Completed runs by the content they evaluated. */
async function countRuns({ facts, ports }: ChangeQuestion, signal: CancelSignal): Promise<ReadonlyMap<string, ChangedPrompt['evidence']>> {
	const counts = new Map<string, { experiment: string; runs: number }[]>();
	for (const { experiment, folder } of facts.experiments) {
		const { runs } = await loadRuns(ports.files, folder, signal);
		for (const { record } of runs.filter(run => run.record.status === 'completed')) {
			const hash = record.prompt?.sha256;
			if (hash === undefined || hash === null) continue;
			const entries = counts.get(hash) ?? [];
			const entry = entries.find(known => known.experiment === experiment.id);
			if (entry === undefined) entries.push({ experiment: experiment.id, runs: 1 });
			else entry.runs++;
			counts.set(hash, entries);
		}
	}
	return counts;
}

async function gatesOf(
	{ name, version, tags }: { readonly name: string; readonly version: string; readonly tags: readonly string[] },
	{ facts, ports, lint }: ChangeQuestion,
	signal: CancelSignal,
): Promise<readonly GateReport[]> {
	const { config } = facts;
	const stages = stageRoles(config).held.filter(
		stage => requirementsOf(config.promotion, stage, { name, kind: 'prompt', tags }).length > 0,
	);
	const reports: GateReport[] = [];
	for (const to of stages) {
		// Whoever asks for a report on the command line has decided to trust the folder.
		const judged = await evaluateGates({ name, version, to }, { ...ports, lint, isTrusted: true }, signal);
		if (judged.ok) reports.push(judged.value);
	}
	return reports;
}
