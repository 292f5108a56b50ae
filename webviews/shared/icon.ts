import { html, nothing, svg } from 'lit-html';
import type { TemplateResult } from 'lit-html';

/** Drawn shapes instead of a font: a meaning must not depend on colour, nor on which glyphs a machine has. */
const paths = {
	better: 'M3 8.5 6.5 12 13 4.5',
	worse: 'M4 4 12 12 M12 4 4 12',
	same: 'M3.5 6.5H12.5 M3.5 10H12.5',
	open: 'M2.5 8H13.5 M2.5 5v6 M13.5 5v6',
	unsure: 'M5.5 6a2.5 2.5 0 1 1 3.6 2.2C8.3 8.6 8 9 8 9.8 M8 12.2v.6',
	refused: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11 M4.1 11.9 11.9 4.1',
	warning: 'M8 2.5 14 13H2Z M8 6.5v3 M8 11v.6',
	up: 'M8 12.5V4 M4.5 7.5 8 4l3.5 3.5',
	down: 'M8 3.5V12 M4.5 8.5 8 12l3.5-3.5',
	waiting: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11',
	chevron: 'M4 6.5 8 10.5 12 6.5',
	pin: 'M6 2.5h4 M6.5 2.5v4L4.5 9h7l-2-2.5v-4 M8 9v4.5',
	hide: 'M2 8s2.2-4 6-4 6 4 6 4-2.2 4-6 4-6-4-6-4 M3 13 13 3',
	show: 'M2 8s2.2-4 6-4 6 4 6 4-2.2 4-6 4-6-4-6-4 M8 6.4a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2',
	link: 'M6.8 9.2a2.3 2.3 0 0 0 3.3 0l2.2-2.2a2.3 2.3 0 0 0-3.3-3.3l-1 1 M9.2 6.8a2.3 2.3 0 0 0-3.3 0L3.7 9A2.3 2.3 0 0 0 7 12.3l1-1',
} as const;

export type IconName = keyof typeof paths;

/** An icon in the colour of its text. With a label it is an image to assistive technology, without one it is decoration. */
export function icon(name: IconName, label?: string): TemplateResult {
	return html`<svg
		class="icon icon-${name}"
		viewBox="0 0 16 16"
		width="16"
		height="16"
		role=${label === undefined ? nothing : 'img'}
		aria-label=${label ?? nothing}
		aria-hidden=${label === undefined ? 'true' : nothing}
	>
		${label === undefined ? nothing : svg`<title>${label}</title>`}
		<path d=${paths[name]} />
	</svg>`;
}
