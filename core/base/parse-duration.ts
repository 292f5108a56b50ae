import { ownValue } from './own-value.ts';

/** Timers count milliseconds in 31 bits, which is a little more than 24 days. */
const longestMs = 2 ** 31 - 1;

const unitsMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of a duration such as `30m`, `90s`, `1.5h` or `500ms`. Undefined for other text, for nothing, and for more than 24 days. */
export function parseDuration(text: string): number | undefined {
	const [, count, unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*(ms|s|m|h)\s*$/.exec(text) ?? [];
	const milliseconds = Math.round(Number(count) * (ownValue(unitsMs, unit) ?? Number.NaN));
	return milliseconds > 0 && milliseconds <= longestMs ? milliseconds : undefined;
}
