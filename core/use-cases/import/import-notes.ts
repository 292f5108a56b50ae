import { ownValue } from '../../base/own-value.ts';

/** What became of one field of the other tool's format. */
export interface FieldNote {
	/** As the tool writes it, such as `results.results[].latencyMs`. */
	readonly field: string;
	readonly outcome: 'kept' | 'renamed' | 'dropped';
	/** Where it stands in the record now; undefined for what was dropped. */
	readonly as: string | undefined;
	/** Why it was dropped or changed; undefined when there is nothing to say. */
	readonly why: string | undefined;
	/** How often it occurred. */
	readonly count: number;
}

/** What becomes of the fields of one object: the place it is kept at, or why it is dropped. */
export type FieldFates = Readonly<Record<string, { readonly as: string } | { readonly dropped: string }>>;

/** Takes down, field by field, what an import keeps, renames and drops. The same note taken twice is counted. */
export class ImportNotes {
	readonly #notes = new Map<string, { readonly note: FieldNote; count: number }>();
	readonly #warnings: string[] = [];
	#warningCount = 0;

	/** The notes so far: dropped first, because that is what people must know, then renamed, then kept; each by name. */
	get fields(): readonly FieldNote[] {
		const rank = { dropped: 0, renamed: 1, kept: 2 };
		return [...this.#notes.values()]
			.map(({ note, count }) => ({ ...note, count }))
			.sort((left, right) => rank[left.outcome] - rank[right.outcome] || (left.field < right.field ? -1 : 1));
	}

	/** What the user should know of single places, in order; the rest of very many is counted. */
	get warnings(): readonly string[] {
		const rest = this.#warningCount - this.#warnings.length;
		return rest === 0 ? this.#warnings : [...this.#warnings, `${rest} more places have problems of this kind.`];
	}

	/** Takes nothing down: for reading a second time what was noted before. */
	static silent(): ImportNotes {
		return new SilentNotes();
	}

	/** A field that stands under `as` now; kept when that is its own name. */
	keep(field: string, as = field): void {
		this.#add({ field, outcome: field === as || field.endsWith(`.${as}`) ? 'kept' : 'renamed', as, why: undefined });
	}

	drop(field: string, why: string): void {
		this.#add({ field, outcome: 'dropped', as: undefined, why });
	}

	/** Notes every key of an object; a key without a fate is new to this version and dropped. */
	object(place: string, value: Readonly<Record<string, unknown>>, fates: FieldFates): void {
		for (const key of Object.keys(value)) {
			const field = place === '' ? key : `${place}.${key}`;
			const fate = Object.hasOwn(fates, key) ? fates[key] : undefined;
			if (fate === undefined) this.drop(field, 'this version does not know it');
			else if ('as' in fate) this.keep(field, fate.as);
			else if (!isEmpty(ownValue(value, key))) this.drop(field, fate.dropped);
		}
	}

	/** Something about one place that the user should look at, as a whole sentence. */
	warn(message: string): void {
		this.#warningCount++;
		if (this.#warnings.length < warningLimit) this.#warnings.push(message);
	}

	#add(note: Omit<FieldNote, 'count'>): void {
		const key = JSON.stringify([note.field, note.outcome, note.as, note.why]);
		const known = this.#notes.get(key);
		if (known !== undefined) known.count++;
		// A format whose keys are data, such as one column per case, must not fill the memory.
		else if (this.#notes.size < noteLimit) this.#notes.set(key, { note: { ...note, count: 1 }, count: 1 });
	}
}

class SilentNotes extends ImportNotes {
	override keep(): void {
		// Noted before.
	}

	override drop(): void {
		// Noted before.
	}

	override warn(): void {
		// Noted before.
	}
}

const warningLimit = 50;
const noteLimit = 2000;

/** Nothing is lost with a field that says nothing. */
function isEmpty(value: unknown): boolean {
	return value === null || value === undefined || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
}
