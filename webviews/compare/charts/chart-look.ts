import { themeColor } from '../../shared/theme.ts';

/** No animation and no answer to the mouse: what a chart says stands in its description and in the table. */
export const chartManners: { readonly animation: false; readonly maintainAspectRatio: false; readonly events: [] } = {
	animation: false,
	maintainAspectRatio: false,
	events: [],
};

interface TickLook {
	readonly color: string;
	readonly font: { readonly family: string; readonly size: number };
	readonly maxTicksLimit: number;
	/** False: only round numbers are printed, not the ends of the axis. */
	readonly includeBounds: boolean;
	readonly callback: (value: string | number) => string;
}

interface AxisLook {
	readonly grid: { readonly color: string };
	readonly border: { readonly color: string };
	readonly ticks: TickLook;
}

interface ChartLook {
	readonly foreground: string;
	readonly grid: string;
	readonly font: TickLook['font'];
	/** An axis of numbers, each printed by `print`. */
	readonly axis: (print: (value: number) => string) => AxisLook;
}

/** Colours and font of this moment's theme. */
export function chartLook(): ChartLook {
	const foreground = themeColor('foreground', 'editor-foreground');
	const grid = themeColor('widget-border', 'panel-border', 'contrastBorder');
	const font = { family: getComputedStyle(document.body).fontFamily, size: 12 };
	return {
		foreground,
		grid,
		font,
		axis: print => ({
			grid: { color: grid },
			border: { color: grid },
			ticks: { color: foreground, font, maxTicksLimit: 6, includeBounds: false, callback: value => print(Number(value)) },
		}),
	};
}

/** The baseline, which comes first, is told from the candidates by colour as well. */
export function sideColor(index: number): string {
	return index === 0 ? themeColor('charts-blue', 'textLink-foreground') : themeColor('charts-purple', 'charts-foreground');
}
