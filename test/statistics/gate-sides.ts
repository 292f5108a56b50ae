import type { ProductionSides } from '../../core/judging/gates/parts/production-sides.ts';
import type { CompareSideInput } from '../../core/judging/compare/cases/compare-side.ts';
import { experimentSchema } from '../../core/formats/experiment/experiment.ts';
import type { Sample } from '../../core/formats/run/sample.ts';
import { examplePrompt, exampleRun } from '../golden/example-run.ts';

/** The metric that the sides have. */
export const metricName = 'score';

const experiment = experimentSchema.parse({
	id: 'exp-001',
	variants: { v1: { prompt: 'code-generator@1.0.0', baseline: true }, v2: { prompt: 'code-generator@2.0.0' } },
	metrics: { [metricName]: { goal: 'maximize', primary: true } },
});

const records = { v1: exampleRun(1), v2: exampleRun(2, { variant: 'v2', prompt: examplePrompt('2.0.0') }) };

/** The version in Production and a candidate as gates get them, run by run. */
export function gateSides(before: readonly (readonly Sample[])[], after: readonly (readonly Sample[])[]): ProductionSides {
	return {
		experiment: { kind: 'experiment', path: 'experiments/exp-001/methodology.yaml', folder: 'experiments/exp-001', experiment },
		holder: { stage: 'Production', version: '1.0.0', contentHash: undefined, source: undefined },
		baseline: sideOf('v1', before),
		candidate: sideOf('v2', after),
		runs: [],
	};
}

/** One answer to each case. */
export function samplesOf(scores: readonly number[], groupOf?: (index: number) => string): Sample[] {
	return scores.map((score, index) => ({
		case: `case-${index}`,
		scores: { [metricName]: score },
		...(groupOf && { group: groupOf(index) }),
	}));
}

function sideOf(variant: 'v1' | 'v2', runs: readonly (readonly Sample[])[]): CompareSideInput {
	return {
		label: `exp-001/${variant}`,
		experiment: 'exp-001',
		variant,
		runs: runs.map(samples => ({ record: records[variant], samples })),
	};
}
