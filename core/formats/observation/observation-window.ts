/** Lengths of a window that tile a day or a week. */
export const windowLengths = ['1h', '6h', '1d', '7d'] as const;

export type WindowLength = (typeof windowLengths)[number];

/** From (inclusive) and to (exclusive), ISO 8601 in UTC. */
export interface ObservationWindow {
	readonly from: string;
	readonly to: string;
}

const hourMs = 3_600_000;
const lengthMs: Readonly<Record<WindowLength, number>> = { '1h': hourMs, '6h': 6 * hourMs, '1d': 24 * hourMs, '7d': 168 * hourMs };

/** 1970-01-05 was a Monday, on which weeks begin. */
const firstMondayMs = 4 * 24 * hourMs;

/** The window of this length that a moment lies in. Days begin at midnight in UTC, weeks on Monday. */
export function windowOf(moment: string, length: WindowLength): ObservationWindow {
	const step = lengthMs[length];
	const origin = length === '7d' ? firstMondayMs : 0;
	const from = Math.floor((Date.parse(moment) - origin) / step) * step + origin;
	return { from: isoOf(from), to: isoOf(from + step) };
}

/** True for a window of this length. */
export function hasLength({ from, to }: ObservationWindow, length: WindowLength): boolean {
	return Date.parse(to) - Date.parse(from) === lengthMs[length];
}

/** The name of its file, which tells windows of different lengths apart: `2026-11-30.json`, `2026-11-30T06-6h.json`. */
export function windowFile({ from }: ObservationWindow, length: WindowLength): string {
	const day = from.slice(0, 10);
	if (length === '1d') return `${day}.json`;
	return length === '7d' ? `${day}-7d.json` : `${from.slice(0, 13)}-${length}.json`;
}

function isoOf(ms: number): string {
	return new Date(ms).toISOString().replace('.000Z', 'Z');
}
