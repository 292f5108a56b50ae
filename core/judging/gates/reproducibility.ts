import { canonicalJson } from '../../base/canonical-json.ts';
import type { RunWithSamples } from '../compare/cases/compare-side.ts';
import type { LoadedRun } from '../../workspace/runs/load-runs.ts';
import { primaryMetric } from '../../workspace/runs/run-summary.ts';
import type { GateRule } from '../../formats/config/gates/gate-rule.ts';
import { decisionRule, withPlan } from './parts/decision-rule.ts';
import { sideOf } from './parts/production-sides.ts';
import { errorDoubt, withDoubt } from './parts/error-doubt.ts';
import { evidenceOf } from './parts/evidence-of.ts';
import type { Gate, GateContext, GateFinding } from './gate.ts';
import { gatedMetric } from './parts/gated-metric.ts';
import { judgeReproducibility } from './parts/judge-reproducibility.ts';
import { withoutMetric, withoutRuns } from './parts/without-data.ts';

/**
 * Passes when the mean of a run hardly varies: the upper end of the interval of its standard deviation is within the tolerance. More
 * runs narrow the interval and never fail a version for being many. Runs count together under equal conditions, which are variant,
 * model, parameters, dataset and scorer. Repeats of one seed count first; without enough of them, runs with different seeds, which
 * is the harder test.
 */
export const reproducibility: Gate = {
	id: 'reproducibility',
	documentation: {
		example: '{reproducibility: {runs: 2, tolerance: 0.02}}',
		passes: 'The mean of a run varies by no more than the tolerance (standard deviation).',
	},
	checksFor(requirement) {
		if (requirement.kind !== 'rule' || requirement.rule.reproducibility === undefined) return [];
		const rule = requirement.rule.reproducibility;
		return [{ label: 'reproducibility', evaluate: context => evaluate(context, rule) }];
	},
};

type ReproducibilityRule = NonNullable<GateRule['reproducibility']>;

async function evaluate({ subject, library }: GateContext, { runs: needed, tolerance, metric }: ReproducibilityRule): Promise<GateFinding> {
	const threshold = `${needed} runs within ${tolerance}`;
	if (subject.runs.length === 0) return withoutRuns(subject, threshold);
	// Of equal runs one counts in a comparison; here all of them do, and those under other conditions still do not.
	const current = new Set(subject.runs.map(({ record }) => canonicalJson(conditionsOf(record))));
	const repeats = subject.repeats.filter(({ record }) => current.has(canonicalJson(conditionsOf(record))));
	const { runs, isSameSeed } = repeatsOf(repeats, needed);
	if (runs.length < needed) {
		const detail = `${runs.length} ${runs.length === 1 ? 'run has' : 'runs have'} equal conditions, and ${needed} are needed. Run the experiment again with “stagemark run --again”.`;
		return { outcome: 'inconclusive', observed: runs.length, threshold, detail, ...evidenceOf(runs) };
	}
	const read = await Promise.all(runs.map(run => library.withSamples(run)));
	const experiment = subject.experiment?.experiment;
	const side = await sideOf(subject.runs, library);
	const decision = decisionRule(experiment, [side]);
	const sides = read.map(run => ({ ...side, label: run.record.id, runs: [run] }));
	const findings = metricsOf(subject.experiment, read, metric).map(name => {
		const planned = gatedMetric(name, {}, experiment);
		const found = judgeReproducibility({ runs: read, isSameSeed, metric: planned, tolerance, decision });
		return found === undefined ? withoutCases(read, name) : withDoubt(found, errorDoubt(sides, [planned], decision.errors));
	});
	const unmeasured = {
		...withoutMetric({ ...subject, runs: repeats }, metric ?? 'a metric of the experiment', threshold),
		...evidenceOf(runs),
	};
	const decisive = mostSevere(findings);
	return decisive === undefined ? unmeasured : { ...withPlan(decisive, decision), threshold, ...evidenceOf(runs) };
}

/** Undefined where no run has the metric at all. */
function withoutCases(runs: readonly RunWithSamples[], name: string): GateFinding | undefined {
	if (runs.some(({ samples }) => samples.some(({ scores }) => Object.hasOwn(scores, name)))) {
		return { outcome: 'inconclusive', detail: `No case has a value of “${name}” in every run.` };
	}
	return runs.some(({ record }) => Object.hasOwn(record.metrics, name))
		? {
				outcome: 'inconclusive',
				detail: `“${name}” is there only as run totals, without a value for each case, so nobody can say how much a run varies. Record samples.jsonl.`,
			}
		: undefined;
}

/** The finding that decides; among those of one outcome the one of the largest deviation. Undefined where a metric was not measured. */
function mostSevere(findings: readonly (GateFinding | undefined)[]): GateFinding | undefined {
	const severity = (finding: GateFinding | undefined): number =>
		['failed', undefined, 'inconclusive', 'passed'].indexOf(finding?.outcome);
	const sizeOf = (finding: GateFinding | undefined): number => Number(finding?.observed ?? 0);
	return [...findings].sort((one, other) => severity(one) - severity(other) || sizeOf(other) - sizeOf(one))[0];
}

function repeatsOf(runs: readonly LoadedRun[], needed: number): { readonly runs: readonly LoadedRun[]; readonly isSameSeed: boolean } {
	const sameSeed = largestGroup(runs, ({ record }) => canonicalJson([conditionsOf(record), record.seed]));
	return sameSeed.length >= needed
		? { runs: sameSeed, isSameSeed: true }
		: { runs: largestGroup(runs, ({ record }) => canonicalJson(conditionsOf(record))), isSameSeed: false };
}

function conditionsOf({ variant, model, parameters, dataset, scorer }: LoadedRun['record']): readonly unknown[] {
	return [variant, model, parameters, dataset?.sha256 ?? dataset?.path ?? null, scorer];
}

function largestGroup(runs: readonly LoadedRun[], keyOf: (run: LoadedRun) => string): readonly LoadedRun[] {
	const groups = new Map<string, LoadedRun[]>();
	for (const run of runs) groups.set(keyOf(run), [...(groups.get(keyOf(run)) ?? []), run]);
	return [...groups.values()].sort((left, right) => right.length - left.length)[0] ?? [];
}

/** The metric that is asked for, else the primary one, else every score. */
function metricsOf(
	experiment: GateContext['subject']['experiment'],
	runs: readonly RunWithSamples[],
	wanted: string | undefined,
): readonly string[] {
	if (wanted !== undefined) return [wanted];
	const primary = experiment && primaryMetric(experiment.experiment)?.name;
	if (primary !== undefined) return [primary];
	const scores = new Set(runs.flatMap(({ samples }) => samples.flatMap(sample => Object.keys(sample.scores))));
	return scores.size > 0 ? [...scores] : [...new Set(runs.flatMap(({ record }) => Object.keys(record.metrics)))];
}
