import { scoreOfErrors } from '../../compare/cases/case-answers.ts';
import type { CompareSideInput } from '../../compare/cases/compare-side.ts';
import type { PlannedMetric } from '../../compare/cases/planned-metrics.ts';
import { caseIdsOf, countErrors } from '../../compare/errors/count-errors.ts';
import type { ErrorPolicy } from '../../../formats/run/error-score.ts';
import type { GateFinding } from '../gate.ts';

/** As many answers of a side may be missing or in error before a gate no longer passes without them. */
const tolerableShare = 0.05;

/**
 * Why answers that were left out forbid to pass: more than 5 % of a side are in error or missing, and nobody knows what they would have
 * scored. A candidate that refuses what is hard looks good on the rest. Undefined where few are, or where errors are scored.
 */
export function errorDoubt(sides: readonly CompareSideInput[], metrics: readonly PlannedMetric[], policy: ErrorPolicy): string | undefined {
	const ids = caseIdsOf(sides);
	for (const side of sides) {
		const { total, missing } = countErrors(side, ids);
		const unscored = metrics.filter(metric => scoreOfErrors(side, metric, policy) === undefined);
		const unknown = missing + (unscored.length === 0 ? 0 : total);
		const count = side.runs.reduce((sum, { samples }) => sum + samples.length, 0) + missing;
		if (unknown <= tolerableShare * count) continue;
		return `${unknown} of ${count} answers of ${side.label} are in error or missing, and what they would have scored is not known. ${adviceFor(unscored, policy)}`;
	}
	return undefined;
}

/** A plan that scores errors already lacks the score. */
function adviceFor(unscored: readonly PlannedMetric[], policy: ErrorPolicy): string {
	const [first] = unscored;
	if (policy === 'drop' || first === undefined) return 'Run them again, or count errors as the worst score with “errors: worst”.';
	return `Run them again, or declare the worst score of “${first.name}” with “worst”; without one, “errors: ${policy}” leaves them out.`;
}

/** A finding that passed becomes an open one, with the reason. */
export function withDoubt(finding: GateFinding, doubt: string | undefined): GateFinding {
	if (finding.outcome !== 'passed' || doubt === undefined) return finding;
	return { ...finding, outcome: 'inconclusive', detail: [finding.detail ?? '', doubt].filter(part => part !== '').join(' ') };
}
