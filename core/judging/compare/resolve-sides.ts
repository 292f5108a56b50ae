import { nearestWord } from '../../base/text/nearest-word.ts';
import { parsePromptReference } from '../../formats/prompt/prompt-reference.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { LoadedRun } from '../../workspace/runs/load-runs.ts';
import type { SupersededRun } from '../../workspace/runs/current/settle-runs.ts';
import { isRunOfPrompt } from '../../workspace/runs/run-of-prompt.ts';
import type { ExperimentSummary } from '../../workspace/summaries/file-summary.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import type { CompareFailure } from './compare-failure.ts';
import type { RunLibrary } from './run-library.ts';

/** A side somebody asked for, its runs found and not yet read in detail. */
export interface SelectedSide {
	/** A reference that leads to this side again. */
	readonly label: string;
	readonly experiment: string | undefined;
	readonly variant: string | undefined;
	/** Completed runs that count; for a run named by id, that run whatever became of it. */
	readonly runs: readonly LoadedRun[];
	/** Completed runs in whose place others count, for all or for some of their cases. */
	readonly superseded: readonly SupersededRun[];
	/** Runs left out because they failed or were cancelled. */
	readonly unfinishedCount: number;
	readonly isDeclaredBaseline: boolean;
	/** True when the side was not named itself but belongs to an experiment that was. */
	readonly isImplied: boolean;
}

const runIdPattern = /^[0-9]{8}T[0-9]{6}Z-[0-9a-f]{6}$/;

/** How many things are named when a reference leads nowhere. */
const largestKnownCount = 12;

/**
 * The sides a reference stands for: one for a run id, `EXPERIMENT/VARIANT` or a prompt reference, all declared variants for
 * `EXPERIMENT`. Where an experiment and a prompt share a name, the experiment is meant; `NAME@VERSION` names the prompt.
 */
export async function resolveSides(
	reference: string,
	facts: WorkspaceFacts,
	library: RunLibrary,
): Promise<Result<readonly SelectedSide[], CompareFailure>> {
	const text = reference.trim();
	const sides =
		(await resolveExperiment(text, facts, library)) ??
		(await resolveRun(text, facts, library)) ??
		(await resolvePrompt(text, facts, library));
	return sides === undefined ? fail(await unknownSide(text, facts, library)) : succeed(sides);
}

/** Everything of this workspace that could be a side, variants first. */
export function comparableReferences(facts: WorkspaceFacts): string[] {
	const variants = facts.experiments.flatMap(({ experiment }) =>
		Object.keys(experiment.variants).map(variant => `${experiment.id}/${variant}`),
	);
	const prompts = facts.prompts.map(({ name, version }) => (version === undefined ? name : `${name}@${version}`));
	return [...new Set([...variants, ...facts.experiments.map(({ experiment }) => experiment.id), ...prompts])];
}

async function resolveExperiment(text: string, facts: WorkspaceFacts, library: RunLibrary): Promise<readonly SelectedSide[] | undefined> {
	const slash = text.indexOf('/');
	const [id, variant] = slash === -1 ? [text, undefined] : [text.slice(0, slash), text.slice(slash + 1)];
	const summary = facts.experiments.find(({ experiment }) => experiment.id === id);
	if (summary === undefined) return undefined;
	const runs = await library.runsOf(summary);
	if (variant === undefined) {
		const sides: SelectedSide[] = [];
		for (const name of Object.keys(summary.experiment.variants)) {
			sides.push({ ...(await variantSide(summary, name, runs, library)), isImplied: true });
		}
		return sides;
	}
	const isKnown = Object.hasOwn(summary.experiment.variants, variant) || runs.some(({ record }) => record.variant === variant);
	return isKnown ? [await variantSide(summary, variant, runs, library)] : undefined;
}

async function variantSide(
	{ experiment }: ExperimentSummary,
	variant: string,
	runs: readonly LoadedRun[],
	library: RunLibrary,
): Promise<SelectedSide> {
	const own = runs.filter(({ record }) => record.variant === variant);
	const declared = Object.hasOwn(experiment.variants, variant) ? experiment.variants[variant] : undefined;
	return {
		label: `${experiment.id}/${variant}`,
		experiment: experiment.id,
		variant,
		...(await completed(own, library)),
		isDeclaredBaseline: declared?.baseline === true,
		isImplied: false,
	};
}

async function resolveRun(text: string, facts: WorkspaceFacts, library: RunLibrary): Promise<readonly SelectedSide[] | undefined> {
	if (!runIdPattern.test(text)) return undefined;
	const run = (await library.allRuns()).find(({ record }) => record.id === text);
	if (run === undefined) return undefined;
	const { experiment, variant } = run.record;
	const declared = facts.experiments.find(summary => summary.experiment.id === experiment)?.experiment.variants;
	const isDeclaredBaseline = declared !== undefined && Object.hasOwn(declared, variant) && declared[variant]?.baseline === true;
	return [{ label: text, experiment, variant, runs: [run], superseded: [], unfinishedCount: 0, isDeclaredBaseline, isImplied: false }];
}

async function resolvePrompt(text: string, facts: WorkspaceFacts, library: RunLibrary): Promise<readonly SelectedSide[] | undefined> {
	const reference = parsePromptReference(text);
	const resolution = reference && facts.resolve(reference);
	if (resolution?.kind !== 'found') return undefined;
	const own = (await library.allRuns()).filter(({ record }) => isRunOfPrompt(record, resolution.prompt));
	const found = await completed(own, library);
	const experiment = onlyValue(found.runs.map(({ record }) => record.experiment));
	const variant = experiment === undefined ? undefined : onlyValue(found.runs.map(({ record }) => record.variant));
	return [{ label: text, experiment, variant, ...found, isDeclaredBaseline: false, isImplied: false }];
}

async function completed(
	runs: readonly LoadedRun[],
	library: RunLibrary,
): Promise<Pick<SelectedSide, 'runs' | 'superseded' | 'unfinishedCount'>> {
	const unfinishedCount = runs.filter(({ record }) => record.status !== 'completed').length;
	return { ...(await library.current(runs)), unfinishedCount };
}

/** The value all have in common. */
function onlyValue(values: readonly string[]): string | undefined {
	return new Set(values).size === 1 ? values[0] : undefined;
}

async function unknownSide(reference: string, facts: WorkspaceFacts, library: RunLibrary): Promise<CompareFailure> {
	const isRunId = runIdPattern.test(reference);
	const known = isRunId ? (await library.allRuns()).map(({ record }) => record.id).reverse() : comparableReferences(facts);
	return {
		kind: 'unknown-comparison-side',
		reference,
		suggestion: nearestWord(reference, known),
		known: known.slice(0, largestKnownCount),
	};
}
