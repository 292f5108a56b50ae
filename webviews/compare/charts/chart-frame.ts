import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { AsyncDirective } from 'lit-html/async-directive.js';
import { directive } from 'lit-html/directive.js';
import type { ElementPart } from 'lit-html/directive.js';

/** Makes the chart. Asked for once the canvas stands in the page, so that sizes and colours are those of that moment. */
type CreateChart = (canvas: HTMLCanvasElement) => { destroy(): void };

interface FrameOptions {
	/** CSS pixels. */
	readonly height: number;
	readonly create: CreateChart;
}

/** A frame that holds a chart, made anew with each drawing. `description` says in words what it shows. */
export function chartFrame(description: string, { height, create }: FrameOptions): TemplateResult {
	return html`<div class="chart-frame" .style=${`height: ${height}px`}>
		<canvas role="img" aria-label=${description} ${chartOn(create)}></canvas>
	</div>`;
}

/** The chart on a canvas, released when another one is made or the canvas leaves the page. */
class ChartOnCanvas extends AsyncDirective {
	#chart: { destroy(): void } | undefined;
	#again: (() => void) | undefined;
	#frame = 0;

	override update({ element }: ElementPart, [create]: [CreateChart]): void {
		this.#again = () => {
			this.#release();
			this.#frame = requestAnimationFrame(() => {
				if (element instanceof HTMLCanvasElement && element.isConnected) this.#chart = create(element);
			});
		};
		this.#again();
	}

	override render(create: CreateChart): CreateChart {
		return create;
	}

	override disconnected(): void {
		this.#release();
	}

	override reconnected(): void {
		this.#again?.();
	}

	#release(): void {
		cancelAnimationFrame(this.#frame);
		this.#chart?.destroy();
		this.#chart = undefined;
	}
}

const chartOn = directive(ChartOnCanvas);
