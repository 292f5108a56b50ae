import type { ChartType, Plugin } from 'chart.js';
import type { Interval } from '../../../core/judging/compare/comparison.ts';
import { themeColor } from '../../shared/theme.ts';

/** What the plugin draws: one interval per bar of the first data set, in the unit of the value axis; null draws none. */
export interface WhiskerOptions {
	readonly intervals: readonly (Interval | null)[];
}

declare module 'chart.js' {
	// The parameter list must repeat that of chart.js to merge with it.
	interface PluginOptionsByType<TType extends ChartType> {
		whiskers?: WhiskerOptions & { readonly type?: TType };
	}
}

const halfCap = 5;

/** Draws confidence intervals over horizontal bars. chart.js has no error bars of its own. */
export const whiskers: Plugin<'bar', WhiskerOptions> = {
	id: 'whiskers',
	afterDatasetsDraw(chart, _args, options) {
		const scale = chart.scales['x'];
		if (scale === undefined) return;
		const { ctx } = chart;
		const pixelOf = (value: number): number => scale.getPixelForValue(value);
		ctx.save();
		for (const [index, bar] of chart.getDatasetMeta(0).data.entries()) {
			const interval = options.intervals[index];
			if (interval === null || interval === undefined) continue;
			const path = whiskerPath(pixelOf(interval[0]), pixelOf(interval[1]), bar.y);
			// A wider line in the colour of the page below keeps the whisker visible on a bar of any colour.
			for (const [color, lineWidth] of [
				[themeColor('editor-background'), 3],
				[themeColor('foreground', 'editor-foreground'), 1.5],
			] as const) {
				ctx.strokeStyle = color;
				ctx.lineWidth = lineWidth;
				ctx.stroke(path);
			}
		}
		ctx.restore();
	},
};

function whiskerPath(low: number, high: number, y: number): Path2D {
	const path = new Path2D();
	path.moveTo(low, y);
	path.lineTo(high, y);
	for (const end of [low, high]) {
		path.moveTo(end, y - halfCap);
		path.lineTo(end, y + halfCap);
	}
	return path;
}
