import { element } from '../../shared/element.ts';

interface DrawingOptions {
	/** CSS pixels. */
	readonly height: number;
	/** Makes the chart. Asked for once the canvas stands in the page, so that sizes and colours are those of that moment. */
	readonly create: (canvas: HTMLCanvasElement) => { destroy(): void };
}

/** One place of the page where a chart stands. The chart before is released when the next one is drawn. */
export class ChartDrawing {
	#chart: { destroy(): void } | undefined;

	/** A frame that holds the chart. `description` says in words what it shows. */
	draw(description: string, { height, create }: DrawingOptions): HTMLElement {
		this.clear();
		const canvas = element('canvas', { role: 'img', 'aria-label': description });
		const frame = element('div', { class: 'chart-frame' }, canvas);
		frame.style.height = `${height}px`;
		requestAnimationFrame(() => {
			if (canvas.isConnected) this.#chart = create(canvas);
		});
		return frame;
	}

	clear(): void {
		this.#chart?.destroy();
		this.#chart = undefined;
	}
}
