import type { ImportedSample } from '../../imported-sample.ts';
import { nonNegativeOf, objectOf, scoreOf, textOf } from '../../reading/json-values.ts';
import type { PromptfooRow } from './read-rows.ts';
import { withoutUndefined } from '../../../../base/without-undefined.ts';
import { setOwnValue } from '../../../../base/set-own-value.ts';

/**
 * One row as a sample. The case is the number of the test, see number-cases.ts, and its description, so that evaluations of another list of
 * tests do not pair by accident. An assertion that failed is a score; only what promptfoo itself calls an error is an error.
 */
export function sampleOfRow({ result }: PromptfooRow, caseNumber: number): ImportedSample {
	const response = objectOf(result['response']);
	const grading = objectOf(result['gradingResult']);
	const scores: Record<string, number> = {};
	for (const [name, value] of [
		['pass', result['success']],
		['score', result['score']],
		...Object.entries(objectOf(result['namedScores'])),
	] as const) {
		const score = scoreOf(value);
		if (score !== undefined) setOwnValue(scores, name, score);
	}
	const isError = result['failureReason'] === 2 || (result['failureReason'] === undefined && textOf(response['error']) !== undefined);
	return withoutUndefined({
		case: caseOf(caseNumber, objectOf(result['testCase'])),
		input: result['vars'],
		output: response['output'],
		scores,
		latency_ms: nonNegativeOf(result['latencyMs']),
		cost_usd: nonNegativeOf(result['cost']),
		error: isError ? (textOf(result['error']) ?? textOf(response['error']) ?? 'promptfoo reports an error') : undefined,
		reason: textOf(grading['reason']),
	});
}

function caseOf(number: number, test: Readonly<Record<string, unknown>>): string {
	const description = textOf(test['description']);
	return description === undefined ? `test-${number}` : `test-${number}: ${description}`;
}
