import type { ImportedSample } from '../../imported-sample.ts';
import type { ImportNotes } from '../../import-notes.ts';
import { isObject, listOf, numberOf, objectOf, scoreOf, textOf, wordOf } from '../../reading/json-values.ts';
import type { JsonObject } from '../../reading/json-values.ts';
import { fatesOfSample } from './field-fates.ts';
import { withoutUndefined } from '../../../../base/without-undefined.ts';
import { setOwnValue } from '../../../../base/set-own-value.ts';

/** Letters for correct, incorrect, partial, no answer. Source: inspect_ai/scorer/_metric.py. */
const letters: Readonly<Record<string, number>> = { C: 1, I: 0, P: 0.5, N: 0 };

/** One sample of a log. A score with several values becomes several, `scorer/key`. */
export function sampleOfInspect(sample: JsonObject, notes: ImportNotes): ImportedSample {
	notes.object('samples[]', sample, fatesOfSample);
	const output = objectOf(sample['output']);
	const scores: Record<string, number> = {};
	const reasons: string[] = [];
	for (const [scorer, entry] of Object.entries(
		objectOf(sample['scores'] ?? (sample['score'] === undefined ? {} : { score: sample['score'] })),
	)) {
		const score = objectOf(entry);
		for (const [name, value] of Object.entries(valuesOf(scorer, score['value']))) {
			if (value === undefined) notes.drop(`samples[].scores.${name}`, 'its value is neither a number nor one of C, I, P, N');
			else setOwnValue(scores, name, value);
		}
		const reason = textOf(score['explanation']);
		if (reason !== undefined) reasons.push(reason);
	}
	const seconds = numberOf(sample['total_time']);
	const completion =
		textOf(output['completion']) ?? listOf(output['choices']).map(choice => objectOf(objectOf(choice)['message'])['content'])[0];
	return withoutUndefined({
		case: wordOf(sample['id']),
		input: sample['input'],
		output: completion,
		expected: sample['target'],
		scores,
		latency_ms: seconds === undefined || seconds < 0 ? undefined : Math.round(seconds * 1000),
		error: textOf(objectOf(sample['error'])['message']) ?? textOf(sample['error']),
		reason: reasons.length === 0 ? undefined : reasons.join('\n'),
	});
}

function valuesOf(scorer: string, value: unknown): Readonly<Record<string, number | undefined>> {
	if (!isObject(value)) return { [scorer]: readScore(value) };
	return Object.fromEntries(Object.entries(value).map(([key, member]) => [`${scorer}/${key}`, readScore(member)]));
}

function readScore(value: unknown): number | undefined {
	return typeof value === 'string' && Object.hasOwn(letters, value) ? letters[value] : scoreOf(value);
}
