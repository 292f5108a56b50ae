import type { Interval } from '../../../statistics/descriptive/interval.ts';

/** Names of metrics that are fractions and are printed in percent, their differences in points. */
const rateName = /(?:(?:^|[._-])(?:rate|accuracy|RATE|ACCURACY)|(?:^|[a-z0-9._-])(?:Rate|Accuracy))(?: pass[@^]\d+)?$/;

/** What is printed where a number does not exist. A single case has no interval; 0 would be a lie. */
export const notAvailable = 'n/a';

/** Confidence of an interval in percent, with two digits of alpha: 95 for 0.05, 99.9999 for 0.000001. */
export function confidencePercent(alpha: number): number {
	return Number((100 - Number((alpha * 100).toPrecision(2))).toPrecision(12));
}

/**
 * A metric's value for people: `78.2 %` for a rate, otherwise as many decimals as its size deserves (`5.21`, `0.744`,
 * `0.0061`). A metric is a rate when its name ends in "rate" or "accuracy", pass@k of it included, and the value lies in [−1, 1].
 */
export function formatMetric(name: string, value: number): string {
	return isRate(name, value) ? `${number(value * 100, rateDecimals(value))} %` : number(value, decimalsOf(value));
}

/** A difference of a metric for people, always signed: `+10.8 pts` for a rate, otherwise in the metric's own unit. */
export function formatDelta(name: string, delta: number): string {
	return isRate(name, delta) ? `${signed(delta * 100, rateDecimals(delta))} pts` : signed(delta, decimalsOf(delta));
}

/** The size of a difference within a sentence, in two digits and without a sign: `73 points` for a rate, otherwise `0.52`. */
export function formatAmount(name: string, size: number): string {
	const [scale, unit] = isRate(name, size) ? [100, ' points'] : [1, ''];
	return `${Number((size * scale).toPrecision(2))}${unit}`;
}

/** The interval of a metric's value: `69.0 … 85.0 %`, `4.98 … 5.44`. */
export function formatInterval(name: string, interval: Interval): string {
	const text = joinEnds(name, interval, number);
	return isRate(name, widest(interval)) ? `${text} %` : text;
}

/** The interval of a difference, signed, without a unit: `+6.1 … +15.4`, `−1.50 … −0.68`. */
export function formatDeltaInterval(name: string, interval: Interval): string {
	return joinEnds(name, interval, signed);
}

/** A p-value: `< 0.001`, three decimals below 0.1, two from there on. */
export function formatP(p: number): string {
	if (p < 0.001) return '< 0.001';
	return p.toFixed(p < 0.1 ? 3 : 2);
}

function joinEnds(name: string, interval: Interval, print: (value: number, decimals: number) => string): string {
	const scale = isRate(name, widest(interval)) ? 100 : 1;
	const decimals = scale === 100 ? rateDecimals(widest(interval)) : decimalsOf(widest(interval));
	return interval
		.map(end => {
			// An end that would be printed as 0 keeps its digits: which side of 0 it is on is the point of an interval.
			const own = scale === 100 ? rateDecimals(end) : decimalsOf(end);
			return print(end * scale, Math.abs(end * scale) < 0.5 * 10 ** -decimals ? own : decimals);
		})
		.join(' … ');
}

function isRate(name: string, value: number): boolean {
	return rateName.test(name) && Math.abs(value) <= 1;
}

function widest([low, high]: Interval): number {
	return Math.max(Math.abs(low), Math.abs(high));
}

function rateDecimals(fraction: number): number {
	const points = Math.abs(fraction * 100);
	return points === 0 || points >= 0.05 ? 1 : significantDecimals(points);
}

function decimalsOf(value: number): number {
	const size = Math.abs(value);
	if (size >= 1000 || size === 0) return 0;
	if (size >= 100) return 1;
	if (size >= 1) return 2;
	return size >= 0.1 ? 3 : significantDecimals(size);
}

/** Decimals that show two significant digits of a number below 1, within what a table can hold. */
function significantDecimals(size: number): number {
	return Math.min(12, 1 - Math.floor(Math.log10(size)));
}

/** Fixed decimals with a real minus sign, which is as wide as a plus. Never `−0.0`. */
function number(value: number, decimals: number): string {
	const digits = Math.abs(value).toFixed(decimals);
	return value < 0 && Number(digits) !== 0 ? `−${digits}` : digits;
}

function signed(value: number, decimals: number): string {
	const text = number(value, decimals);
	return value > 0 && Number(text) !== 0 ? `+${text}` : text;
}
