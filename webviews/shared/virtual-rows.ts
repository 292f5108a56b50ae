import { nothing } from 'lit-html';
import { AsyncDirective } from 'lit-html/async-directive.js';
import { directive } from 'lit-html/directive.js';
import type { ChildPart, DirectiveResult } from 'lit-html/directive.js';
import { repeat } from 'lit-html/directives/repeat.js';
import type { RowSource } from './row-source.ts';
import { RowWindow } from './row-window.ts';
import type { WindowedRow } from './row-window.ts';

/** Up to here all rows stand in the page, where the browser's own search finds them. */
const plainLimit = 120;

/** True when only the rows in sight of a table with so many are in the page. */
export function isWindowed(count: number): boolean {
	return count > plainLimit;
}

/**
 * The content of a table body of any length: of a long one only the rows in sight are in the page, and rows of space hold the
 * place of the others.
 */
export function virtualRows(source: RowSource): DirectiveResult {
	return rowsPart(source);
}

class RowsPart extends AsyncDirective {
	#source: RowSource | undefined;
	#window: RowWindow | undefined;

	override update(part: ChildPart, [source]: [RowSource]): unknown {
		this.#source = source;
		if (!isWindowed(source.count)) {
			this.#stop();
			return this.render(source);
		}
		if (!(part.parentNode instanceof HTMLTableSectionElement)) throw new TypeError('Rows stand in the body of a table');
		this.#window ??= new RowWindow(part.parentNode, rows => this.setValue(this.#windowed(rows)));
		return this.#windowed(this.#window.show(source));
	}

	override render(source: RowSource): unknown {
		const place = { index: nothing, ariaRow: nothing } as const;
		return repeat(
			Array.from({ length: source.count }, (_, index) => index),
			source.keyOf,
			index => source.rowOf(index, place),
		);
	}

	override disconnected(): void {
		this.#stop();
	}

	override reconnected(): void {
		if (this.#source !== undefined) this.#window?.show(this.#source);
	}

	#windowed(rows: readonly WindowedRow[]): unknown {
		return repeat(
			rows,
			({ key }) => key,
			row => row.content,
		);
	}

	#stop(): void {
		this.#window?.stop();
		this.#window = undefined;
	}
}

const rowsPart = directive(RowsPart);
