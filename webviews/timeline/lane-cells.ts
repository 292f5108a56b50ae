import type { TimelineEntry, TimelineLane } from '../../core/formats/registry/timeline.ts';
import { element, svgElement } from '../shared/element.ts';
import { localize } from '../shared/localize.ts';

/** A cell for each stage, the highest first: a line while it is held, a dot where a version arrives, an end where it leaves. */
export function laneCells({ lanes }: TimelineEntry): readonly HTMLElement[] {
	return lanes
		.toReversed()
		.map(lane =>
			element(
				'td',
				{ class: `lane lane-${lane.change}${lane.version === undefined ? ' lane-free' : ''}` },
				drawing(lane),
				lane.change === 'arrives' && element('span', { class: 'lane-version' }, lane.version),
				element('span', { class: 'visually-hidden' }, inWords(lane)),
			),
		);
}

function drawing({ version, change }: TimelineLane): SVGSVGElement {
	// Newest first: what comes later is above, so a line goes up from where a version arrives.
	const line =
		version === undefined ? undefined : svgElement('path', { class: 'lane-line', d: change === 'arrives' ? 'M8 0V10' : 'M8 0V100' });
	const before = change === 'leaves' ? svgElement('path', { class: 'lane-line', d: 'M8 10V100 M4 10H12' }) : undefined;
	const dot = change === 'arrives' ? svgElement('circle', { class: 'lane-dot', cx: 8, cy: 13, r: 4 }) : undefined;
	return svgElement('svg', { class: 'lane-drawing', 'aria-hidden': 'true', width: 16, height: 100 }, line, before, dot);
}

function inWords({ stage, version, change }: TimelineLane): string {
	if (version === undefined) return change === 'leaves' ? localize('{0} becomes empty', stage) : localize('{0} is empty', stage);
	return change === 'arrives' ? localize('{0} now holds {1}', stage, version) : localize('{0} holds {1}', stage, version);
}
