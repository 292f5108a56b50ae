import type { Comparison, ComparisonSide, MetricEstimate } from '../../../core/judging/compare/comparison.ts';
import type { RunSeries } from '../../../core/judging/compare/report/side-series.ts';
import type { ComparePanelMessage, SideChoice } from '../protocol.ts';
import type { ViewState } from './view-state.ts';

/** What every section of the panel draws from. One value per comparison received; only `view` changes. */
export interface Page {
	readonly comparison: Comparison;
	readonly choices: readonly SideChoice[];
	readonly series: readonly RunSeries[];
	/** Runs that do not count, a sentence each in the language of the editor. */
	readonly superseded: readonly string[];
	/** True where feedback can be written. */
	readonly canRate: boolean;
	/** As it is at the moment of reading. */
	readonly view: ViewState;
	/** Another number for each theme of the editor. */
	readonly theme: number;
	/** Changes the reader's arrangement, keeps it, and draws again. */
	readonly update: (change: Partial<ViewState>) => void;
	readonly post: (message: ComparePanelMessage) => void;
}

/** The side with this label. A comparison names only sides it has, so a missing one is a programmer's mistake. */
export function sideOf(comparison: Comparison, label: string): ComparisonSide {
	const side = comparison.sides.find(candidate => candidate.label === label);
	if (side === undefined) throw new RangeError(`The comparison has no side ${label}`);
	return side;
}

/** The variant alone while every side is of one experiment; that is what people call it. Otherwise the whole label. */
export function shortName(comparison: Comparison, label: string): string {
	let names = shortNames.get(comparison);
	if (names === undefined) shortNames.set(comparison, (names = namesOf(comparison)));
	return names.get(label) ?? label;
}

/** With 200 sides, working them out for each of thousands of rows would be seen. */
const shortNames = new WeakMap<Comparison, ReadonlyMap<string, string>>();

function namesOf({ sides }: Comparison): ReadonlyMap<string, string> {
	const experiments = new Set(sides.map(side => side.experiment));
	const variants = new Set(sides.map(side => side.variant));
	const isUnambiguous = experiments.size === 1 && variants.size === sides.length;
	return new Map(sides.map(({ label, variant }) => [label, (isUnambiguous ? variant : undefined) ?? label]));
}

/** The candidate the reader looks at: the one chosen, while it is still there, else the first. */
export function focusedCandidate(page: Page): string {
	const { candidates } = page.comparison;
	return candidates.find(label => label === page.view.candidate) ?? candidates[0] ?? page.comparison.baseline;
}

/** Names of the metrics in the order of the comparison: primary first. */
export function metricNames(comparison: Comparison): readonly string[] {
	return [...new Set(comparison.metrics.map(metric => metric.name))];
}

/** The metric of chart and cases: the one chosen, while it is still there, else the first. Undefined without metrics. */
export function focusedMetric(page: Page): string | undefined {
	const names = metricNames(page.comparison);
	return names.find(name => name === page.view.metric) ?? names[0];
}

/** The values of one metric by side, baseline first; sides without a value are left out. */
export function sideEstimates(comparison: Comparison, metric: string): readonly SideEstimate[] {
	const rows = comparison.metrics.filter(row => row.name === metric);
	const sides = [
		{ label: comparison.baseline, estimate: rows[0]?.baseline ?? null },
		...rows.map(row => ({ label: row.candidate, estimate: row.value })),
	];
	return sides.flatMap(({ label, estimate }) => (estimate === null ? [] : [{ label: shortName(comparison, label), estimate }]));
}

export interface SideEstimate {
	/** As `shortName` gives it. */
	readonly label: string;
	readonly estimate: MetricEstimate;
}
