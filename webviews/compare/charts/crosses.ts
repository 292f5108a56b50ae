import type { ChartType, Plugin } from 'chart.js';
import type { Interval } from '../../../core/judging/compare/comparison.ts';
import { chartLook } from './chart-look.ts';

/** What the plugin draws: for each point its name and its intervals along both axes; null draws none. */
export interface CrossOptions {
	readonly points: readonly {
		readonly label: string;
		readonly x: Interval | null;
		readonly y: Interval | null;
		readonly color: string;
	}[];
}

declare module 'chart.js' {
	// The parameter list must repeat that of chart.js to merge with it.
	interface PluginOptionsByType<TType extends ChartType> {
		crosses?: CrossOptions & { readonly type?: TType };
	}
}

const largestNamedCount = 12;

/** Draws a cross of two confidence intervals through each point of a scatter, and its name beside it. */
export const crosses: Plugin<'scatter', CrossOptions> = {
	id: 'crosses',
	afterDatasetsDraw(chart, _args, options) {
		const { x: horizontal, y: vertical } = chart.scales;
		if (horizontal === undefined || vertical === undefined) return;
		const { ctx } = chart;
		const { font, foreground } = chartLook();
		ctx.save();
		ctx.font = `${font.size}px ${font.family}`;
		ctx.lineWidth = 1.5;
		for (const [index, point] of chart.getDatasetMeta(0).data.entries()) {
			const cross = options.points[index];
			if (cross === undefined) continue;
			ctx.strokeStyle = cross.color;
			ctx.beginPath();
			if (cross.x !== null) {
				ctx.moveTo(horizontal.getPixelForValue(cross.x[0]), point.y);
				ctx.lineTo(horizontal.getPixelForValue(cross.x[1]), point.y);
			}
			if (cross.y !== null) {
				ctx.moveTo(point.x, vertical.getPixelForValue(cross.y[0]));
				ctx.lineTo(point.x, vertical.getPixelForValue(cross.y[1]));
			}
			ctx.stroke();
			// Among many points names would only cover each other.
			if (options.points.length > largestNamedCount) continue;
			// On the side with more room, so that a long name stays inside.
			const isRight = point.x < (horizontal.left + horizontal.right) / 2;
			ctx.fillStyle = foreground;
			ctx.textAlign = isRight ? 'left' : 'right';
			ctx.fillText(cross.label, point.x + (isRight ? 9 : -9), point.y - 7);
		}
		ctx.restore();
	},
};
