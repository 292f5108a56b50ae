import type { ChartType, Plugin } from 'chart.js';
import type { Interval } from '../../core/compare/comparison.ts';
import { themeColor } from '../shared/theme.ts';

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
		ctx.save();
		ctx.strokeStyle = themeColor('foreground', 'editor-foreground');
		ctx.lineWidth = 1.5;
		for (const [index, bar] of chart.getDatasetMeta(0).data.entries()) {
			const interval = options.intervals[index];
			if (interval === null || interval === undefined) continue;
			const [low, high] = interval.map(value => scale.getPixelForValue(value));
			if (low === undefined || high === undefined) continue;
			ctx.beginPath();
			ctx.moveTo(low, bar.y);
			ctx.lineTo(high, bar.y);
			for (const end of [low, high]) {
				ctx.moveTo(end, bar.y - halfCap);
				ctx.lineTo(end, bar.y + halfCap);
			}
			ctx.stroke();
		}
		ctx.restore();
	},
};
