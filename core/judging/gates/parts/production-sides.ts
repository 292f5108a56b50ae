import type { CompareSideInput } from '../../compare/cases/compare-side.ts';
import type { RunLibrary } from '../../compare/run-library.ts';
import type { LoadedRun } from '../../../workspace/runs/load-runs.ts';
import type { ExperimentSummary } from '../../../workspace/summaries/file-summary.ts';
import type { GateContext, GateFinding, GateSubject, StageHolder } from '../gate.ts';

/** The version and the one in Production as two sides of one experiment. */
export interface ProductionSides {
	readonly experiment: ExperimentSummary;
	readonly holder: StageHolder;
	readonly baseline: CompareSideInput;
	readonly candidate: CompareSideInput;
	/** The runs of both. */
	readonly runs: readonly LoadedRun[];
}

/**
 * The runs of the version and of the version in Production that one experiment has both of: the experiment that is the
 * evidence, else the newest other one, unless somebody named that experiment. A finding instead when there is nothing to compare.
 */
export async function productionSides({ subject, facts, library }: GateContext): Promise<ProductionSides | GateFinding> {
	const { production: holder, experiment } = subject;
	const obstacle = obstacleTo(subject);
	if (obstacle !== undefined || holder === undefined) return obstacle ?? firstVersion(subject);
	const others = subject.isExperimentNamed ? [] : facts.experiments.filter(other => other !== experiment);
	const own = experiment && (await sidesIn(experiment, subject.runs, holder, library));
	if (own !== undefined) return own;
	const found: ProductionSides[] = [];
	for (const other of others) {
		const sides = await sidesIn(other, await runsOf(other, subject.contentHash, library), holder, library);
		if (sides !== undefined) found.push(sides);
	}
	return found.sort((left, right) => newestStart(right).localeCompare(newestStart(left), 'en'))[0] ?? nothingShared(subject, holder);
}

/** Tells sides from the finding that stands for their absence. */
export function areSides(value: ProductionSides | GateFinding): value is ProductionSides {
	return 'baseline' in value;
}

function obstacleTo({ production, runs, version, name }: GateSubject): GateFinding | undefined {
	if (production?.version === version) {
		return { outcome: 'skipped', detail: `${version} is already in ${production.stage}, so there is nothing to compare it with.` };
	}
	if (production !== undefined && production.contentHash === undefined) {
		return {
			outcome: 'inconclusive',
			detail: `The content of ${production.version}, which is in ${production.stage}, was not found. Restore its file from Git.`,
		};
	}
	if (production === undefined || runs.length > 0) return undefined;
	return {
		outcome: 'inconclusive',
		detail: `No completed run evaluated exactly the content of ${name} ${version}. Run an experiment with it and ${production.version}.`,
	};
}

/** What to say where a comparison cannot apply, because there is no version to compare with. */
export function firstVersion({ name, to }: GateSubject): GateFinding {
	return {
		outcome: 'skipped',
		detail: `No version of ${name} is in Production yet, so there is nothing to compare with. This is the first version on its way to ${to}.`,
	};
}

function nothingShared({ runs, version }: GateSubject, { version: former, stage }: StageHolder): GateFinding {
	const experiment = runs[0]?.record.experiment ?? '';
	return {
		outcome: 'inconclusive',
		detail: `No experiment has completed runs of both ${version} and ${former}, which is in ${stage}; ${experiment} has no run of ${former} with the content in ${stage}. Run both in one experiment, with ${former} as the baseline.`,
	};
}

async function sidesIn(
	experiment: ExperimentSummary,
	candidateRuns: readonly LoadedRun[],
	holder: StageHolder,
	library: RunLibrary,
): Promise<ProductionSides | undefined> {
	const holderRuns = await runsOf(experiment, holder.contentHash, library);
	if (candidateRuns.length === 0 || holderRuns.length === 0) return undefined;
	return {
		experiment,
		holder,
		baseline: await sideOf(holderRuns, library),
		candidate: await sideOf(candidateRuns, library),
		runs: [...candidateRuns, ...holderRuns],
	};
}

async function runsOf(experiment: ExperimentSummary, contentHash: string | undefined, library: RunLibrary): Promise<readonly LoadedRun[]> {
	const runs = await library.runsOf(experiment);
	const own = runs.filter(({ record }) => record.prompt !== null && record.prompt.sha256 === contentHash);
	return (await library.current(own)).runs;
}

/** The runs as a side of a comparison, labelled with a reference that leads there. */
export async function sideOf(runs: readonly LoadedRun[], library: RunLibrary): Promise<CompareSideInput> {
	const experiment = runs[0]?.record.experiment ?? '';
	const variants = [...new Set(runs.map(({ record }) => record.variant))];
	const read: CompareSideInput['runs'][number][] = [];
	for (const run of runs) read.push(await library.withSamples(run));
	return {
		label: `${experiment}/${variants.join('+')}`,
		experiment,
		variant: variants.length === 1 ? variants[0] : undefined,
		runs: read,
	};
}

function newestStart({ candidate }: ProductionSides): string {
	return (
		candidate.runs
			.map(({ record }) => record.started_at)
			.sort()
			.at(-1) ?? ''
	);
}
