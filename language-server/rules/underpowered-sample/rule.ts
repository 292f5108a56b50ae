import type { Experiment } from '../../../core/formats/experiment/experiment.ts';
import { casesForT, effectForT } from '../../../core/statistics/power/cases-for-t.ts';
import { roundCountUp } from '../../../core/statistics/power/round-count-up.ts';
import type { ExperimentEvidence } from '../../documents/evidence.ts';
import type { ExperimentRule } from '../rule.ts';

/** Variance of the differences between two answers' expected scores in [0, 1], when nothing is known of them (Miller, section 5). */
const assumedVariance = 1 / 9;

export const underpoweredSample: ExperimentRule = {
	id: 'underpowered-sample',
	appliesTo: 'experiment',
	summary: 'a planned experiment with too few cases to detect the smallest difference that matters.',
	severity: 'hint',
	group: 'experiment',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'E. Miller, Adding Error Bars to Evals, arXiv 2411.00640, section 5: n = (z_{α/2} + z_β)² · ω² / δ², with t in place of z.',

	*check({ value, yaml }, { experiment }) {
		if (value === undefined || !isBeforeFirstRun(value, experiment)) return;
		const caseCount = experiment?.dataset?.caseCount ?? value.dataset?.size ?? 0;
		if (caseCount === 0) return;
		const alpha = value.decision.alpha / testCount(value);
		for (const [name, effect] of smallestEffects(value)) {
			const needed = casesForT(assumedVariance, { effect, alpha });
			// The assumed variance is not that exact.
			if (needed === null || needed <= caseCount * 1.05) continue;
			yield {
				range: yaml.rangeOf(['metrics', name, 'min_effect'], 'value'),
				message: `${countWords(caseCount)} will probably not show a difference of ${effect} in “${name}”. About ${roundCountUp(needed)} cases would, in 8 of 10 experiments${shownWords(caseCount, alpha)}. Add cases, or raise “min_effect” if only a larger difference matters.`,
			};
		}
	},
};

function isBeforeFirstRun({ status }: Experiment, evidence: ExperimentEvidence | undefined): boolean {
	return (status === 'planned' || status === 'running') && (evidence?.runs.length ?? 0) === 0;
}

/** Holm's first step: the metric that decides may be the one that is held to alpha divided by all tests. */
function testCount({ metrics, variants, decision }: Experiment): number {
	if (decision.correction === 'none') return 1;
	return Object.keys(metrics).length * Math.max(1, Object.keys(variants).length - 1);
}

function countWords(count: number): string {
	return count === 1 ? '1 case' : `${count} cases`;
}

function shownWords(caseCount: number, alpha: number): string {
	const shown = effectForT(assumedVariance, caseCount, alpha);
	return shown === null ? '' : `; ${caseCount} show ${shown.toFixed(2)}`;
}

/** Of primary metrics. One of 1 or more belongs to a metric that does not lie between 0 and 1, whose variance cannot be guessed. */
function smallestEffects({ metrics }: Experiment): readonly (readonly [metric: string, effect: number])[] {
	return Object.entries(metrics).flatMap(([name, { primary, min_effect: effect }]) =>
		primary && effect !== undefined && effect < 1 ? [[name, effect] as const] : [],
	);
}
