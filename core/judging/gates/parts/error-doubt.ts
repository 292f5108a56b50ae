import { averageByCase, scoreOfErrors } from '../../compare/cases/case-answers.ts';
import type { CompareSideInput } from '../../compare/cases/compare-side.ts';
import type { PlannedMetric } from '../../compare/cases/planned-metrics.ts';
import { caseIdsOf, countErrors } from '../../compare/errors/count-errors.ts';
import { missingAnswers } from '../../compare/errors/missing-answers.ts';
import type { ErrorPolicy } from '../../../formats/run/error-score.ts';
import type { GateFinding } from '../gate.ts';

/** As many answers of a side may be missing, in error or without a value before a gate no longer passes without them. */
export const tolerableShare = 0.05;

/**
 * Why answers that were left out forbid to pass: more than 5 % of a side are in error, missing or without a value, and nobody knows what
 * they would have scored. A candidate that refuses what is hard looks good on the rest. Missing are the cases of the dataset that the runs
 * recorded, and those of the other side. Undefined where few are, or where errors are scored. What people rate is up to them.
 */
export function errorDoubt(sides: readonly CompareSideInput[], metrics: readonly PlannedMetric[], policy: ErrorPolicy): string | undefined {
	const ids = caseIdsOf(sides);
	for (const side of sides) {
		const missing = missingAnswers(side, ids);
		for (const metric of metrics) {
			if (metric.source !== 'samples') continue;
			const { answers, scored } = countScored(side, metric, policy);
			const [unknown, count] = [answers + missing - scored, answers + missing];
			if (unknown <= tolerableShare * count) continue;
			const isScored = scoreOfErrors(side, metric, policy) !== undefined;
			const errors = isScored ? 0 : countErrors(side, ids).total;
			const lack = unknown > missing + errors ? `are in error, missing or without “${metric.name}”` : 'are in error or missing';
			const advice = adviceFor(metric, policy, isScored);
			return `${unknown} of ${count} answers of ${side.label} ${lack}, and what they would have scored is not known. ${advice}`;
		}
	}
	return undefined;
}

/** Answers of a side, and those that count in the metric. */
function countScored(
	side: CompareSideInput,
	metric: PlannedMetric,
	policy: ErrorPolicy,
): { readonly answers: number; readonly scored: number } {
	let [answers, scored] = [0, 0];
	for (const { answerCount, scores } of averageByCase(side, [metric], policy).values()) {
		answers += answerCount;
		scored += scores.get(metric.name)?.answerCount ?? 0;
	}
	return { answers, scored };
}

/** A plan that scores errors already lacks the score. */
function adviceFor({ name }: PlannedMetric, policy: ErrorPolicy, isScored: boolean): string {
	if (policy === 'drop' || isScored) return 'Run them again, or count errors as the worst score with “errors: worst”.';
	return `Run them again, or declare the worst score of “${name}” with “worst”; without one, “errors: ${policy}” leaves them out.`;
}

/** Why what whole runs cost forbids to pass: a run that misses more than 5 % of its cases is cheaper for it. */
export function missingDoubt(side: CompareSideInput): string | undefined {
	const missing = missingAnswers(side, caseIdsOf([side]));
	const count = missing + side.runs.reduce((sum, { samples }) => sum + samples.length, 0);
	return missing <= tolerableShare * count
		? undefined
		: `${missing} of ${count} answers of ${side.label} are missing, and what they would have cost is not known. Run them again.`;
}

/** A finding that passed becomes an open one, with the reason. */
export function withDoubt(finding: GateFinding, doubt: string | undefined): GateFinding {
	if (finding.outcome !== 'passed' || doubt === undefined) return finding;
	return { ...finding, outcome: 'inconclusive', detail: [finding.detail ?? '', doubt].filter(part => part !== '').join(' ') };
}
