import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { Interval } from '../../../core/judging/compare/comparison.ts';

const width = 160;
const height = 16;
const middle = width / 2;
/** Keeps the ends of the widest interval off the edge. */
const margin = 6;

/**
 * The interval of a difference around a dashed line at zero, which stands in the middle.
 *
 * @param reach - Largest distance from zero among the intervals drawn to the same scale; positive.
 */
export function intervalBar(ci: Interval, delta: number, reach: number): TemplateResult {
	const at = (value: number): number => middle + (value / reach) * (middle - margin);
	const [low, high] = ci;
	const end = Math.max(at(high), at(low) + 1);
	return html`<svg class="interval-bar" viewBox="0 0 ${width} ${height}" width=${width} height=${height} aria-hidden="true">
		<line class="zero" x1=${middle} x2=${middle} y1="0" y2=${height} />
		<line class="range" x1=${at(low)} x2=${end} y1="8" y2="8" />
		<line class="point" x1=${at(delta)} x2=${at(delta)} y1="3" y2="13" />
	</svg>`;
}

/** The scale for intervals that are drawn together; 1 when all are zero, so that nothing divides by it. */
export function reachOf(intervals: readonly (Interval | null)[]): number {
	const distances = intervals.flatMap(ci => (ci === null ? [] : ci.map(Math.abs))).filter(Number.isFinite);
	return Math.max(0, ...distances) || 1;
}
