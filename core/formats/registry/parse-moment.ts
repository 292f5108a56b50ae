/**
 * A moment as ISO 8601 in UTC with seconds, from a date (`2025-02-03`, its first second) or a date with a time
 * (`2025-02-03T10:00`, `2025-02-03 10:00:00+01:00`). Without a time zone it is UTC, on every machine. Undefined for anything
 * else, also for the 30th of February.
 */
export function parseMoment(text: string): string | undefined {
	const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(text.trim());
	if (match === null) return undefined;
	const [, date = '', time = '00:00', seconds = ':00', zone = 'Z'] = match;
	const local = `${date}T${time}${seconds}`;
	const read = new Date(`${local}Z`);
	// A day that does not exist is read as one of the next month.
	if (Number.isNaN(read.getTime()) || read.toISOString().slice(0, 19) !== local) return undefined;
	const moment = new Date(`${local}${zone.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`);
	return Number.isNaN(moment.getTime()) ? undefined : `${moment.toISOString().slice(0, 19)}Z`;
}
