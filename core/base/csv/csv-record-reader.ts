/** One record of a table. */
export interface CsvRecord {
	/** 1-based line that it starts on; a quoted cell may have line breaks. */
	readonly line: number;
	readonly cells: readonly string[];
}

/**
 * Cuts text that comes in pieces into records and cells, which may be quoted, with doubled quotes inside.
 *
 * Source: RFC 4180.
 */
export class CsvRecordReader {
	readonly #separator: string;
	#cells: string[] = [];
	#cell = '';
	#line = 1;
	#recordLine = 1;
	#isQuoted = false;
	/** A quote in a quoted cell was read last: it ends the cell, or is doubled. */
	#isAfterQuote = false;
	/** Line of the quote that is open. */
	openLine = 1;

	constructor(separator: string) {
		this.#separator = separator;
	}

	get isQuoted(): boolean {
		return this.#isQuoted && !this.#isAfterQuote;
	}

	get openLength(): number {
		return this.#cell.length;
	}

	*push(piece: string): Generator<CsvRecord> {
		for (const character of piece) {
			if (character === '\n') this.#line++;
			if (this.#isQuoted && this.#readQuoted(character)) continue;
			if (character === '\n') yield this.#finishRecord();
			else if (character === this.#separator) this.#finishCell();
			else if (character === '"' && this.#cell === '') {
				this.#isQuoted = true;
				this.openLine = this.#line;
			} else this.#cell += character;
		}
	}

	*end(): Generator<CsvRecord> {
		this.#isQuoted = false;
		if (this.#cell !== '' || this.#cells.length > 0) yield this.#finishRecord();
	}

	/** True when the character belongs to the quoted cell; otherwise the cell has ended before it. */
	#readQuoted(character: string): boolean {
		if (this.#isAfterQuote) {
			this.#isAfterQuote = false;
			if (character === '"') {
				this.#cell += '"';
				return true;
			}
			this.#isQuoted = false;
			return false;
		}
		if (character === '"') this.#isAfterQuote = true;
		else this.#cell += character;
		return true;
	}

	#finishCell(): void {
		this.#cells.push(this.#cell);
		this.#cell = '';
	}

	#finishRecord(): CsvRecord {
		if (this.#cell.endsWith('\r')) this.#cell = this.#cell.slice(0, -1);
		this.#finishCell();
		const record = { line: this.#recordLine, cells: this.#cells };
		this.#cells = [];
		this.#recordLine = this.#line;
		return record;
	}
}
