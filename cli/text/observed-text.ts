import { printableLine } from '../../core/base/text/printable.ts';
import type { TextPaint } from '../../core/base/text/text-paint.ts';
import { formatInterval, formatMetric } from '../../core/judging/compare/report/format-metric.ts';
import type { WatchedMetric, WatchState } from '../../core/judging/watch/watched-metric.ts';
import type { Observed } from '../../core/use-cases/observe/observe-production.ts';
import type { LeftOut, LeftOutReason } from '../../core/use-cases/observe/read-records.ts';
import type { CommandContext } from '../command.ts';

/** What production says: the windows, the newest in full, and every record that does not count. */
export function printObserved(observed: Observed, { output }: CommandContext): void {
	const { name, version, stage, since, evidence, windows } = observed;
	output.line(output.paint.strong(printableLine(`${name}@${version} in ${stage} since ${since}`)));
	output.line(evidence.gap ?? printableLine(`Evidence: ${evidence.cases} cases of ${evidence.experiment ?? ''}.`));
	for (const { from, state, records } of windows)
		output.line(`${from.replace(':00:00Z', '')}  ${stateWord(state, output.paint)}  ${countOf(records)}`);
	const newest = windows.at(-1);
	if (newest === undefined) output.line('No record of this version since then, so nothing was judged.');
	else for (const metric of newest.metrics) output.line(printableLine(metricLine(metric, output.paint)));
	for (const note of notes(observed)) output.note(output.paint.warning(printableLine(note)));
}

function stateWord(state: WatchState, paint: TextPaint): string {
	const word = state.padEnd(11);
	if (state === 'alarm') return paint.bad(word);
	return state === 'ok' ? paint.good(word) : paint.warning(word);
}

function metricLine({ metric, state, observed, expected, why }: WatchedMetric, paint: TextPaint): string {
	const seen = observed === null ? 'nothing' : formatMetric(metric, observed);
	const bounds = expected === null ? '' : ` (expected ${formatInterval(metric, expected)})`;
	return `  ${stateWord(state, paint)}  ${metric}: ${seen}${bounds}. ${why}`;
}

function countOf(records: number): string {
	return records === 1 ? '1 record' : `${records} records`;
}

/** What was not judged, each with its reason. */
function notes({ others, unknown, leftOut, smaller, unread, stage }: Observed): readonly string[] {
	return [
		...Object.entries(others).map(([version, count]) => `${countOf(count)} of ${version}, which is not in ${stage}, not judged.`),
		...Object.entries(unknown).map(([version, count]) => `${countOf(count)} of “${version}”, which was never registered, not judged.`),
		...leftOut.map(leftOutWords),
		...smaller.map(from => `The window of ${from} was kept with more records than the file has; the kept one counts.`),
		...unread.map(({ path, reason }) => `not read: ${path}: ${reason}. Restore it from Git.`),
	];
}

function leftOutWords({ reason, records, line }: LeftOut): string {
	return `${countOf(records)} left out, first in line ${line}: ${leftOutReasons[reason]}.`;
}

const leftOutReasons: Readonly<Record<LeftOutReason, string>> = {
	ahead: 'more than 5 minutes in the future, by a clock that is wrong',
	'before-promotion': 'from before the version came to the stage',
	duplicate: 'the same id, or the same line, was counted already',
	'no-time': 'no time; write ISO 8601, such as 2026-11-30T10:00:00Z',
	'no-time-zone': 'a time without a time zone; add Z or an offset such as +01:00',
	'no-version': 'no version, and none held the stage at that time',
	'not-json': 'no JSON; write one object a line',
	'other-name': 'about another name',
	'wrong-field': 'a field of the wrong kind, such as a score that is text',
};
