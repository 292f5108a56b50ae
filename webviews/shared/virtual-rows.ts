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
	#drawn: readonly [part: ChildPart, source: RowSource] | undefined;
	#window: RowWindow | undefined;

	override update(part: ChildPart, [source]: [RowSource]): unknown {
		this.#drawn = [part, source];
		if (isWindowed(source.count)) return this.#inSight(part, source);
		this.#stop();
		return this.render(source);
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
		if (this.#drawn !== undefined) this.setValue(this.update(this.#drawn[0], [this.#drawn[1]]));
	}

	#inSight({ parentNode }: ChildPart, source: RowSource): unknown {
		if (!(parentNode instanceof HTMLTableSectionElement)) throw new TypeError('Rows stand in the body of a table');
		const rowsOf = (rows: readonly WindowedRow[]): unknown =>
			repeat(
				rows,
				({ key }) => key,
				({ content }) => content,
			);
		this.#window ??= new RowWindow(parentNode, rows => this.setValue(rowsOf(rows)));
		return rowsOf(this.#window.show(source));
	}

	#stop(): void {
		this.#window?.stop();
		this.#window = undefined;
	}
}

const rowsPart = directive(RowsPart);
