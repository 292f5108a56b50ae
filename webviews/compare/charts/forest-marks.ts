import type { ChartType, Plugin } from 'chart.js';
import { themeColor } from '../../shared/theme.ts';
import type { ForestRow } from './forest-rows.ts';

/** What the plugin draws around and over the intervals. */
interface ForestMarkOptions {
	readonly rows: readonly ForestRow[];
	/** Ends of the axis, in units of δ; an interval that goes further has an arrow there. */
	readonly reach: number;
}

declare module 'chart.js' {
	// The parameter list must repeat that of chart.js to merge with it.
	interface PluginOptionsByType<TType extends ChartType> {
		forestMarks?: ForestMarkOptions & { readonly type?: TType };
	}
}

const half = 5;

/** The band within which a difference does not matter, the line of no difference, the estimates, and arrows where an interval goes on. */
export const forestMarks: Plugin<'bar', ForestMarkOptions> = {
	id: 'forestMarks',
	beforeDatasetsDraw({ ctx, chartArea, scales }) {
		const scale = scales['x'];
		if (scale === undefined) return;
		const [left, zero, right] = [-1, 0, 1].map(value => scale.getPixelForValue(value));
		if (left === undefined || zero === undefined || right === undefined) return;
		const { top, bottom } = chartArea;
		ctx.save();
		ctx.fillStyle = themeColor('foreground', 'editor-foreground');
		ctx.globalAlpha = 0.12;
		ctx.fillRect(left, top, right - left, bottom - top);
		ctx.globalAlpha = 1;
		ctx.strokeStyle = themeColor('foreground', 'editor-foreground');
		// The edges as well: a faint band alone is lost in high contrast.
		for (const [position, dash] of [
			[left, [2, 3]],
			[zero, []],
			[right, [2, 3]],
		] as const) {
			ctx.setLineDash([...dash]);
			ctx.beginPath();
			ctx.moveTo(position, top);
			ctx.lineTo(position, bottom);
			ctx.stroke();
		}
		ctx.restore();
	},
	afterDatasetsDraw(chart, _args, { rows, reach }) {
		const scale = chart.scales['x'];
		if (scale === undefined) return;
		const { ctx } = chart;
		ctx.save();
		for (const [index, bar] of chart.getDatasetMeta(0).data.entries()) {
			const row = rows[index];
			if (row === undefined) continue;
			ctx.fillStyle = colorOf(row);
			if (Math.abs(row.estimate) <= reach) ctx.fill(markOf(row, scale.getPixelForValue(row.estimate), bar.y));
			if (row.interval[0] < -reach) ctx.fill(arrow(scale.getPixelForValue(-reach), bar.y, -1));
			if (row.interval[1] > reach) ctx.fill(arrow(scale.getPixelForValue(reach), bar.y, 1));
		}
		ctx.restore();
	},
};

/** Colour of the verdict, as in the table. */
export function colorOf({ verdict }: Pick<ForestRow, 'verdict'>): string {
	if (verdict === 'improved') return themeColor('testing-iconPassed', 'charts-green');
	if (verdict === 'regressed') return themeColor('errorForeground', 'charts-red');
	return themeColor('foreground', 'editor-foreground');
}

/** Triangles point where the difference goes, a square is equivalent, a circle tells nothing. */
function markOf({ verdict }: ForestRow, x: number, y: number): Path2D {
	const path = new Path2D();
	if (verdict === 'improved' || verdict === 'regressed') {
		const way = verdict === 'improved' ? 1 : -1;
		path.moveTo(x + way * (half + 2), y);
		path.lineTo(x - way * half, y - half - 1);
		path.lineTo(x - way * half, y + half + 1);
		path.closePath();
	} else if (verdict === 'equivalent') path.rect(x - half, y - half, 2 * half, 2 * half);
	else path.arc(x, y, half, 0, 2 * Math.PI);
	return path;
}

function arrow(x: number, y: number, way: 1 | -1): Path2D {
	const path = new Path2D();
	path.moveTo(x, y);
	path.lineTo(x - way * 8, y - 5);
	path.lineTo(x - way * 8, y + 5);
	path.closePath();
	return path;
}
