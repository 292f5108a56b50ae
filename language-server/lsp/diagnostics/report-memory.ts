/**
 * Which reports on documents still hold, by their result ids, so that a question for the whole workspace after one keystroke works
 * out the findings of one document and not of ten thousand.
 */
export class ReportMemory {
	readonly #resultIds = new Map<string, string>();
	#changeCount = 0;

	/** Grows with every change. Taken before a report is made and given to `note` afterwards. */
	get changeCount(): number {
		return this.#changeCount;
	}

	/** One document changed in a way that no other can see. */
	documentChanged(uri: string): void {
		this.#changeCount++;
		this.#resultIds.delete(uri);
	}

	/** Any document may have other findings now. */
	everythingChanged(): void {
		this.#changeCount++;
		this.#resultIds.clear();
	}

	/** Remembers a report, unless something changed while it was made. */
	note(uri: string, resultId: string | undefined, changeCountBefore: number): void {
		if (resultId !== undefined && changeCountBefore === this.#changeCount) this.#resultIds.set(uri, resultId);
	}

	/** True when the report with this id is what would be reported now. */
	stillHolds(uri: string, resultId: string | undefined): boolean {
		return resultId !== undefined && this.#resultIds.get(uri) === resultId;
	}
}
