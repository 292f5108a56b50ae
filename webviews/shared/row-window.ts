import {
	defaultRangeExtractor,
	measureElement,
	observeWindowOffset,
	observeWindowRect,
	Virtualizer,
	windowScroll,
} from '@tanstack/virtual-core';
import type { Range, VirtualizerOptions } from '@tanstack/virtual-core';
import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { RowSource } from './row-source.ts';

/** A row that stands in the page: one of the table, or the space of those that do not. */
export interface WindowedRow {
	readonly key: string;
	readonly content: TemplateResult;
}

/** Rows drawn above and below what is visible, so that Tab finds the next one and a quick wheel no gap. */
const overscan = 8;

/** Which rows of a long table stand in the page, as it is scrolled and as their heights become known. */
export class RowWindow {
	readonly #body: HTMLTableSectionElement;
	readonly #onChange: (rows: readonly WindowedRow[]) => void;
	readonly #measured = new WeakSet<Element>();
	#source: RowSource | undefined;
	#virtualizer: Virtualizer<Window, HTMLTableRowElement> | undefined;
	#unmount: (() => void) | undefined;
	/** Where the table begins in the page. */
	#top = 0;
	/** Height of every row, where all have the same. */
	#rowHeight: number | undefined;
	#isDrawing = false;

	constructor(body: HTMLTableSectionElement, onChange: (rows: readonly WindowedRow[]) => void) {
		this.#body = body;
		this.#onChange = onChange;
	}

	/** The rows to draw now, out of `source`; those that follow from scrolling and measuring are told by `onChange`. */
	show(source: RowSource): readonly WindowedRow[] {
		this.#source = source;
		if (this.#virtualizer === undefined) this.#virtualizer = new Virtualizer(this.#options(source));
		else this.#virtualizer.setOptions(this.#options(source));
		// Where the table begins, and how high its rows are, is known once they stand in the page.
		queueMicrotask(() => this.#mount());
		return this.#rows(source, this.#virtualizer);
	}

	stop(): void {
		this.#unmount?.();
		this.#unmount = undefined;
		this.#virtualizer = undefined;
	}

	#mount(): void {
		const [source, virtualizer] = [this.#source, this.#virtualizer];
		if (source === undefined || virtualizer === undefined || !this.#body.isConnected) return;
		if (this.#unmount === undefined) {
			virtualizer.scrollOffset = window.scrollY;
			this.#unmount = virtualizer._didMount();
			virtualizer._willUpdate();
		}
		if (source.hasEqualRows) this.#takeHeight(virtualizer);
		this.#draw();
	}

	#takeHeight(virtualizer: Virtualizer<Window, HTMLTableRowElement>): void {
		const height = this.#body.querySelector('[data-index]')?.getBoundingClientRect().height;
		if (height === undefined || height === this.#rowHeight) return;
		this.#rowHeight = height;
		virtualizer.measure();
	}

	#options(source: RowSource): VirtualizerOptions<Window, HTMLTableRowElement> {
		return {
			count: source.count,
			getScrollElement: () => window,
			estimateSize: () => (source.hasEqualRows ? this.#rowHeight : undefined) ?? source.estimatedHeight,
			...(source.hasEqualRows ? {} : { getItemKey: source.keyOf }),
			scrollToFn: windowScroll,
			observeElementRect: observeWindowRect,
			observeElementOffset: observeWindowOffset,
			initialRect: { width: window.innerWidth, height: window.innerHeight },
			initialOffset: () => window.scrollY,
			scrollMargin: this.#top,
			overscan,
			rangeExtractor: range => this.#withFocus(range),
			measureElement,
			onChange: () => this.#draw(),
		};
	}

	/** The row that is worked in stays in the page wherever it is scrolled to, or the focus would be lost. */
	#withFocus(range: Range): number[] {
		const indexes = defaultRangeExtractor(range);
		const focused = this.#body.contains(document.activeElement)
			? document.activeElement?.closest<HTMLElement>('[data-index]')
			: undefined;
		const index = Number(focused?.dataset['index'] ?? Number.NaN);
		const isElsewhere = index < range.count && !indexes.includes(index);
		return isElsewhere ? [...indexes, index].sort((one, other) => one - other) : indexes;
	}

	#draw(): void {
		const [source, virtualizer] = [this.#source, this.#virtualizer];
		// Measuring a row that has just been added may ask for another drawing at once.
		if (this.#isDrawing || source === undefined || virtualizer === undefined || !this.#body.isConnected) return;
		this.#isDrawing = true;
		this.#followTop(source, virtualizer);
		this.#onChange(this.#rows(source, virtualizer));
		const hasNews = !source.hasEqualRows && this.#measure(virtualizer);
		if (hasNews) this.#onChange(this.#rows(source, virtualizer));
		this.#isDrawing = false;
	}

	/** What stands above the table may have grown or shrunk. */
	#followTop(source: RowSource, virtualizer: Virtualizer<Window, HTMLTableRowElement>): void {
		const top = Math.round(this.#body.getBoundingClientRect().top + window.scrollY);
		if (top === this.#top) return;
		this.#top = top;
		virtualizer.setOptions(this.#options(source));
	}

	/** Measures the rows that are new in the page, and says whether there were any. */
	#measure(virtualizer: Virtualizer<Window, HTMLTableRowElement>): boolean {
		const added = [...this.#body.rows].filter(row => row.dataset['index'] !== undefined && !this.#measured.has(row));
		for (const row of added) {
			this.#measured.add(row);
			virtualizer.measureElement(row);
		}
		return added.length > 0;
	}

	#rows(source: RowSource, virtualizer: Virtualizer<Window, HTMLTableRowElement>): readonly WindowedRow[] {
		const rows: WindowedRow[] = [];
		let position = this.#top;
		const leaveSpace = (height: number): void => {
			if (height > 0)
				rows.push({ key: `space ${rows.length === 0 ? 'above' : position}`, content: space(height, source.columnCount) });
		};
		for (const { index, start, end } of virtualizer.getVirtualItems()) {
			leaveSpace(start - position);
			rows.push({ key: `row ${source.keyOf(index)}`, content: source.rowOf(index, { index, ariaRow: index + 2 }) });
			position = end;
		}
		leaveSpace(this.#top + virtualizer.getTotalSize() - position);
		return rows;
	}
}

/** Its height is set as a property, because the content security policy forbids style attributes. */
function space(height: number, columnCount: number): TemplateResult {
	return html`<tr class="space" aria-hidden="true">
		<td colspan=${columnCount} .style=${`height: ${height}px`}></td>
	</tr>`;
}
