import type { Experiment } from '../../../core/formats/experiment/experiment.ts';
import { minimumDetectableEffect, casesNeeded } from '../../../core/statistics/power/minimum-detectable-effect.ts';
import type { ExperimentEvidence, ExperimentRule } from '../rule.ts';

/** Variance of the differences between two answers' expected scores in [0, 1], when nothing is known of them (Miller, section 5). */
const assumedVariance = 1 / 9;

export const underpoweredSample: ExperimentRule = {
	id: 'underpowered-sample',
	appliesTo: 'experiment',
	summary: 'a planned experiment with too few cases to detect the smallest difference that matters.',
	severity: 'warning',
	group: 'experiment',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'E. Miller, Adding Error Bars to Evals, arXiv 2411.00640, section 5: n = (z_{α/2} + z_β)² · ω² / δ².',

	*check({ value, yaml }, { experiment }) {
		const caseCount = experiment?.dataset?.caseCount ?? value?.dataset?.size;
		if (value === undefined || caseCount === undefined || caseCount === 0 || !isBeforeFirstRun(value, experiment)) return;
		const { alpha } = value.decision;
		for (const [name, effect] of smallestEffects(value)) {
			const needed = casesNeeded(assumedVariance, effect, alpha);
			if (needed <= caseCount) continue;
			const visible = minimumDetectableEffect(Math.sqrt(assumedVariance / caseCount), alpha);
			yield {
				range: yaml.rangeOf(['metrics', name, 'min_effect'], 'value'),
				message: `${caseCount} cases are likely to miss a difference of ${effect} in “${name}”: about ${needed} detect it with power 0.8 at alpha ${alpha}, while ${caseCount} detect ${visible.toFixed(2)} (variance 1/9 assumed). Add cases, or raise “min_effect”.`,
			};
		}
	},
};

function isBeforeFirstRun({ status }: Experiment, evidence: ExperimentEvidence | undefined): boolean {
	return (status === 'planned' || status === 'running') && (evidence?.runs.length ?? 0) === 0;
}

/** Of primary metrics. One of 1 or more belongs to a metric that does not lie between 0 and 1, whose variance cannot be guessed. */
function smallestEffects({ metrics }: Experiment): readonly (readonly [metric: string, effect: number])[] {
	return Object.entries(metrics).flatMap(([name, { primary, min_effect: effect }]) =>
		primary && effect !== undefined && effect < 1 ? [[name, effect] as const] : [],
	);
}
