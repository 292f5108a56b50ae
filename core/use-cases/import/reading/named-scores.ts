import { mean } from '../../../statistics/descriptive/mean.ts';
import { isObject, listOf, scoreOf, textOf } from './json-values.ts';

/**
 * Scores kept as a list of `{name, value}`, or of `{name, score}`, by name. Several of one name are averaged. Undefined for anything
 * but such a list.
 */
export function namedScores(value: unknown): Readonly<Record<string, number>> | undefined {
	const found = new Map<string, number[]>();
	for (const entry of listOf(value)) {
		const name = isObject(entry) ? (textOf(entry['name']) ?? textOf(entry['metric'])) : undefined;
		const score = isObject(entry) ? (scoreOf(entry['value']) ?? scoreOf(entry['score'])) : undefined;
		if (name === undefined || score === undefined) continue;
		const known = found.get(name);
		if (known === undefined) found.set(name, [score]);
		else known.push(score);
	}
	return found.size === 0 ? undefined : Object.fromEntries([...found].map(([name, scores]) => [name, mean(scores)]));
}
