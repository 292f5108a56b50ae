import type { RunRecord } from '../../../formats/run/run-record.ts';
import type { FactorFinding } from './factor-finding.ts';
import { notRecorded } from './side-factors.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Compares when the runs of both sides were made, in UTC. Sides whose first or last runs are more than a day apart are `apart`: the model
 * behind a hosted name may have changed in between, and no record shows that.
 */
export function compareDates(before: readonly RunRecord[], after: readonly RunRecord[]): FactorFinding {
	const [left, right] = [startsOf(before), startsOf(after)];
	const [baseline, candidate] = [before, after].map(records => datesOf(records) ?? notRecorded.text);
	const texts = { factor: 'dates', baseline: baseline ?? '', candidate: candidate ?? '', isFatal: false } as const;
	const isKnown = left.length === before.length && right.length === after.length;
	if (!isKnown) return { ...texts, status: left.length + right.length === 0 ? 'unknown' : 'half-known' };
	const isApart = [0, -1].some(end => Math.abs((left.at(end) ?? 0) - (right.at(end) ?? 0)) > dayMs);
	return { ...texts, status: isApart ? 'apart' : 'same' };
}

/** Milliseconds since 1970, in order. */
function startsOf(records: readonly RunRecord[]): readonly number[] {
	const times = records.flatMap(({ started_at: start, ended_at: end }) => Date.parse(start ?? end ?? ''));
	return times.filter(time => !Number.isNaN(time)).sort((one, other) => one - other);
}

/** The days of the first and the last run in UTC: `2025-01-31`, or `2025-01-31 to 2025-02-02`. Undefined where no run says. */
export function datesOf(records: readonly RunRecord[]): string | undefined {
	const times = startsOf(records);
	const days = [times.at(0), times.at(-1)].flatMap(time => (time === undefined ? [] : new Date(time).toISOString().slice(0, 10)));
	return days.length === 0 ? undefined : [...new Set(days)].join(' to ');
}
