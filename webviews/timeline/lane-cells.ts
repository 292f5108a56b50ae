import { html, nothing, svg } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { TimelineEntry, TimelineLane } from '../../core/formats/registry/timeline.ts';
import { localize } from '../shared/localize.ts';

/** A cell for each stage, the highest first: a line while it is held, a dot where a version arrives, an end where it leaves. */
export function laneCells({ lanes }: TimelineEntry): readonly TemplateResult[] {
	return lanes.toReversed().map(
		lane =>
			html`<td class="lane lane-${lane.change}${lane.version === undefined ? ' lane-free' : ''}">
				${drawing(lane)} ${lane.change === 'arrives' ? html`<span class="lane-version">${lane.version}</span>` : nothing}
				<span class="visually-hidden">${inWords(lane)}</span>
			</td>`,
	);
}

function drawing({ version, change }: TimelineLane): TemplateResult {
	// Newest first: what comes later is above, so a line goes up from where a version arrives.
	return html`<svg class="lane-drawing" aria-hidden="true" width="16" height="100">
		${version === undefined ? nothing : svg`<path class="lane-line" d=${change === 'arrives' ? 'M8 0V10' : 'M8 0V100'} />`}
		${change === 'leaves' ? svg`<path class="lane-line" d="M8 10V100 M4 10H12" />` : nothing}
		${change === 'arrives' ? svg`<circle class="lane-dot" cx="8" cy="13" r="4" />` : nothing}
	</svg>`;
}

function inWords({ stage, version, change }: TimelineLane): string {
	if (version === undefined) return change === 'leaves' ? localize('{0} becomes empty', stage) : localize('{0} is empty', stage);
	return change === 'arrives' ? localize('{0} now holds {1}', stage, version) : localize('{0} holds {1}', stage, version);
}
