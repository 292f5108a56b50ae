import { canonicalJson } from '../../../base/canonical-json.ts';
import type { Experiment, Variant } from '../../../formats/experiment/experiment.ts';
import type { RunRecord } from '../../../formats/run/run-record.ts';
import type { CompareSideInput } from '../cases/compare-side.ts';
import { compareCommits } from './compare-commits.ts';
import { compareDates } from './compare-dates.ts';
import { compareLockFiles } from './compare-lock-files.ts';
import { compareParameters } from './compare-parameters.ts';
import { compareJudges, compareScorers } from './compare-scorers.ts';
import { compareValues } from './compare-values.ts';
import type { FactorRule } from './compare-values.ts';
import type { Factor, FactorFinding } from './factor-finding.ts';
import { filesUnderStudy } from './files-under-study.ts';
import { datasetOf, endpointOf, modelOf, patchOf, promptOf, responseModelOf } from './side-factors.ts';
import type { FactorValue } from './side-factors.ts';
import { ownValue } from '../../../base/own-value.ts';

/**
 * Compares what both sides were made with, factor by factor. Empty when a side has no runs.
 *
 * What the experiment declares to differ between both variants (prompt, model, single parameters) is the factor under study and
 * expected. Without two declared variants the prompt is: it is what references name. Every other difference is a confounder,
 * and so are runs of one side that disagree among themselves, because their average is of nothing in particular. Another
 * dataset, scorer or judge is fatal: the numbers measure different things.
 */
export function compareFactors(
	baseline: CompareSideInput,
	candidate: CompareSideInput,
	experiment: Experiment | undefined,
): readonly FactorFinding[] {
	const before = baseline.runs.map(run => run.record);
	const after = candidate.runs.map(run => run.record);
	if (before.length === 0 || after.length === 0) return [];

	const study = studyOf(declaredVariant(baseline, experiment), declaredVariant(candidate, experiment));
	const compare = (factor: Factor, read: (record: RunRecord) => FactorValue, rule: FactorRule): FactorFinding =>
		compareValues(factor, [before.map(read), after.map(read)], rule);
	const ofModel = { isExpected: study.hasOtherModel, isRecent: true };
	const findings = [
		compare('prompt', promptOf, { isExpected: study.hasOtherPrompt, mustBeKnown: true }),
		compare('dataset', datasetOf, { isFatal: true }),
		compareScorers(before, after),
		compareJudges(before, after),
		compare('model', modelOf, { isExpected: study.hasOtherModel }),
		compare('endpoint', endpointOf, ofModel),
		compare('response-model', responseModelOf, ofModel),
		compareParameters(before, after, study.parameters),
		compareSeeds(before, after),
		compareLockFiles(before, after),
		compare('patch', patchOf, { mayVary: true }),
		compareCommits(before, after),
		compareDates(before, after),
	];
	return [baseline, candidate].every(side => side.isFile === true) ? filesUnderStudy(findings) : findings;
}

/** The declared differences between two variants. */
interface Study {
	readonly hasOtherPrompt: boolean;
	readonly hasOtherModel: boolean;
	readonly parameters: ReadonlySet<string>;
}

function studyOf(before: Variant | undefined, after: Variant | undefined): Study {
	if (before === undefined || after === undefined) return { hasOtherPrompt: true, hasOtherModel: false, parameters: new Set() };
	const [left, right] = [before.parameters ?? {}, after.parameters ?? {}];
	const names = [...Object.keys(left), ...Object.keys(right)];
	return {
		hasOtherPrompt: before.prompt !== after.prompt,
		hasOtherModel: before.model !== after.model,
		parameters: new Set(
			names.filter(name => canonicalJson(ownValue(left, name) ?? null) !== canonicalJson(ownValue(right, name) ?? null)),
		),
	};
}

function declaredVariant(side: CompareSideInput, experiment: Experiment | undefined): Variant | undefined {
	if (experiment === undefined || side.variant === undefined || side.experiment !== experiment.id) return undefined;
	return Object.hasOwn(experiment.variants, side.variant) ? experiment.variants[side.variant] : undefined;
}

/** Seeds differ when the sets do: ten runs with ten seeds are one side of one comparison. */
function compareSeeds(before: readonly RunRecord[], after: readonly RunRecord[]): FactorFinding {
	const [left, right] = [before, after].map(records =>
		[...new Set(records.flatMap(record => record.seed ?? []))].sort((one, other) => one - other),
	);
	const [baseline, candidate] = [printSeeds(left ?? []), printSeeds(right ?? [])];
	const status = baseline !== candidate ? 'confounder' : left?.length === 0 ? 'unknown' : 'same';
	return { factor: 'seeds', status, baseline, candidate, isFatal: false };
}

function printSeeds(seeds: readonly number[]): string {
	return seeds.length === 0 ? 'none' : seeds.length <= 10 ? seeds.join(', ') : `${seeds.length} seeds (${seeds.join(',')})`;
}
