import { renderTemplate } from '../../../templates/api.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { ReadyScorer, ScoredAnswer } from '../../judging/scorers/scorer.ts';

/** The scores of one answer by metric. The failure is a sentence: one score that cannot be given leaves the answer without any. */
export function scoreAnswer(
	answer: ScoredAnswer,
	values: ReadonlyMap<string, unknown>,
	scorers: ReadonlyMap<string, ReadyScorer>,
): Result<Readonly<Record<string, number>>, string> {
	const scores: [string, number][] = [];
	for (const [metric, scorer] of scorers) {
		const unknown = new Set<string>();
		const score = scorer(answer, { render: text => renderText(text, values, unknown) });
		if (unknown.size > 0)
			return fail(`“${metric}” cannot be scored. It needs ${[...unknown].join(', ')}, and the case does not have it.`);
		if (score.kind === 'failed') return fail(`“${metric}” cannot be scored. ${score.reason}`);
		if (score.kind === 'score') scores.push([metric, score.value]);
	}
	return succeed(Object.fromEntries(scores));
}

/** Texts of the plan are Jinja templates over the columns of the case. Names that it does not have go into `unknown`. */
function renderText(text: string, values: ReadonlyMap<string, unknown>, unknown: Set<string>): string {
	if (!text.includes('{')) return text;
	const { text: rendered, missing } = renderTemplate('jinja2', text, { start: 0, end: text.length }, { values, missing: 'empty' });
	missing.forEach(({ name }) => unknown.add(name));
	return rendered;
}
