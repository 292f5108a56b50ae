import { nearestWord } from '../../../templates/api.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { all } from './all.ts';
import { allScorers } from './all-scorers.ts';
import type { ReadyScorer, Scorer, TextOfFile } from './scorer.ts';

/**
 * Reads the `scorer` of a metric, such as `{equals: "{{ expected }}", normalize: [case]}`. The failure is the end of a sentence about it,
 * such as `names no scorer`.
 */
export function readScorer(written: Readonly<Record<string, unknown>>, textOf: TextOfFile): Result<ReadyScorer, string> {
	const several = all(part => readOne(part, allScorers, textOf));
	const read = readOne(written, [...allScorers, several], textOf);
	return read.ok ? succeed(read.value.ready) : read;
}

function readOne(
	written: Readonly<Record<string, unknown>>,
	scorers: readonly Scorer[],
	textOf: TextOfFile,
): Result<{ readonly scorer: Scorer; readonly ready: ReadyScorer }, string> {
	const named = scorers.filter(({ name }) => Object.hasOwn(written, name));
	const chosen = named.filter(({ name }) => !named.some(({ uses = [] }) => uses.includes(name)));
	const [scorer, second] = chosen;
	if (scorer === undefined) return fail(noScorer(written, scorers));
	if (second !== undefined) return fail(`names two scorers, “${scorer.name}” and “${second.name}”; a metric has one`);
	const { not = false, ...options } = written;
	if (typeof not !== 'boolean' || (not && scorer.kind !== 'pass-fail')) return fail(notOf(scorer));
	const ready = scorer.ready(options, textOf);
	if (!ready.ok) return fail(`has a value that “${ready.failure.key}” does not take: ${ready.failure.message}`);
	return succeed({
		scorer,
		ready: (answer, context) => {
			const score = ready.value(answer, context);
			return not && score.kind === 'score' ? { kind: 'score', value: 1 - score.value } : score;
		},
	});
}

function noScorer(written: Readonly<Record<string, unknown>>, scorers: readonly Scorer[]): string {
	const names = scorers.map(({ name }) => name);
	const [first] = Object.keys(written);
	const suggestion = first === undefined ? undefined : nearestWord(first, names);
	if (suggestion !== undefined) return `names no scorer: “${first}” is not one, and “${suggestion}” may be meant`;
	return `names no scorer. There are ${names.join(', ')}`;
}

function notOf({ name, kind }: Scorer): string {
	return kind === 'pass-fail' ? 'has a “not” that is neither true nor false' : `cannot be turned by “not”: “${name}” gives a number`;
}
