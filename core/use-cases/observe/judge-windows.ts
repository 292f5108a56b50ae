import type { ObservationFile, ObservedVersion } from '../../formats/observation/observation-file.ts';
import { watchWindow } from '../../judging/watch/watch-window.ts';
import { worstState } from '../../judging/watch/watched-metric.ts';
import type { EvidenceMetric, WatchedMetric, WatchState } from '../../judging/watch/watched-metric.ts';

/** One window of the version that holds the stage, judged. */
export interface JudgedWindow {
	readonly from: string;
	readonly to: string;
	readonly version: string;
	readonly records: number;
	readonly state: WatchState;
	readonly metrics: readonly WatchedMetric[];
}

/** As far back as a look goes. */
const longestLook = 64;

/** Judges each window in which the version answered, with those before it. */
export function judgeWindows(
	version: string,
	windows: readonly Pick<ObservationFile, 'versions' | 'window'>[],
	evidence: readonly EvidenceMetric[],
): readonly JudgedWindow[] {
	const own = windows.flatMap(({ window, versions }) => {
		const observed = Object.hasOwn(versions, version) ? versions[version] : undefined;
		return observed === undefined ? [] : [{ window, observed }];
	});
	return own.map(({ window: { from, to }, observed }, position) => {
		const upTo: readonly ObservedVersion[] = own
			.slice(Math.max(0, position + 1 - longestLook), position + 1)
			.map(each => each.observed);
		const metrics = watchWindow(evidence, upTo);
		return { from, to, version, records: observed.records, state: stateOfAll(metrics, evidence), metrics };
	});
}

/** What nobody can be held to, since the plan does not say what matters, counts only when a fall is shown, or when there is nothing else. */
function stateOfAll(metrics: readonly WatchedMetric[], evidence: readonly EvidenceMetric[]): WatchState {
	const planned = new Set(evidence.filter(({ minEffect }) => minEffect !== undefined).map(({ metric }) => metric));
	if (planned.size === 0) return worstState([...metrics.map(({ state }) => state), 'cannot-tell']);
	return worstState(metrics.filter(({ metric, state }) => state !== 'cannot-tell' || planned.has(metric)).map(({ state }) => state));
}
