/**
 * The id of a run: its time and six random hexadecimal digits, `20250131T103000Z-3f9a1c`. No counter, so that branches
 * never give two runs the same id; sorted by name, runs are sorted by time.
 *
 * @param startedAt - ISO 8601 in UTC with seconds, `2025-01-31T10:30:00Z`.
 * @param hex - Six random lower-case hexadecimal digits.
 */
export function runId(startedAt: string, hex: string): string {
	return `${startedAt.replace(/[-:]/g, '')}-${hex}`;
}

/** The time in a run's id, as ISO 8601: when the run started, or when it was recorded if nobody knows that. */
export function timeOfRunId(id: string): string {
	return id.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z-.*$/, '$1-$2-$3T$4:$5:$6Z');
}
