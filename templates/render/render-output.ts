import type { TextRange } from '../text/text-range.ts';
import type { Role } from './role.ts';
import type { RenderBudget } from './render-budget.ts';

/** A message of the file: where the words that open it stand, if there are any, and whose it is. */
export interface MessageMarker {
	readonly role: Role;
	readonly markerRange: TextRange | undefined;
}

/** One message as it is sent. */
export interface RenderedMessage {
	readonly role: Role;
	/** White space around it left out, as in the file. */
	readonly text: string;
}

interface Marker {
	readonly range: TextRange;
	readonly role: Role;
}

/**
 * Takes what a template prints. Where the file's own text has the marker of a message, the next message starts; what a value prints can
 * never start one.
 */
export class RenderOutput {
	readonly #text: string;
	readonly #budget: RenderBudget;
	readonly #markers: readonly Marker[];
	readonly #opening: Role;
	readonly #messages: { role: Role; parts: string[]; isMarked: boolean }[];
	/** Text that is captured instead of printed, the innermost last. */
	readonly #captures: string[][] = [];
	#length = 0;

	constructor(text: string, messages: readonly MessageMarker[], budget: RenderBudget) {
		this.#text = text;
		this.#budget = budget;
		this.#markers = messages.flatMap(({ markerRange: range, role }) => (range === undefined ? [] : [{ range, role }]));
		this.#opening =
			messages.find(({ markerRange }) => markerRange === undefined)?.role ?? (this.#markers.length > 0 ? 'system' : 'user');
		this.#messages = [{ role: this.#opening, parts: [], isMarked: false }];
	}

	/** True while text is captured instead of printed. */
	get isCapturing(): boolean {
		return this.#captures.length > 0;
	}

	/** Prints the value of an expression. */
	write(text: string): void {
		this.#count(text.length);
		(this.#captures.at(-1) ?? this.#messages.at(-1)?.parts)?.push(text);
	}

	/** Prints a stretch of the file as it stands, less the markers in it. */
	writeSource({ start, end }: TextRange, transform = (text: string): string => text): void {
		let position = start;
		for (const { range, role } of this.isCapturing ? [] : this.#markers) {
			if (range.start < position || range.end > end) continue;
			this.write(transform(this.#text.slice(position, range.start)));
			this.startMessage(role);
			position = range.end;
		}
		this.write(transform(this.#text.slice(position, end)));
	}

	/** Starts the next message, unless text is being captured. */
	startMessage(role: Role): void {
		this.#budget.spend();
		if (this.#captures.length === 0) this.#messages.push({ role, parts: [], isMarked: true });
	}

	/** What `work` prints, which is not printed. */
	capture(work: () => void): string {
		const parts: string[] = [];
		this.#captures.push(parts);
		work();
		this.#captures.pop();
		return parts.join('');
	}

	/** The messages so far. An empty one without a marker is none. */
	finish(): readonly RenderedMessage[] {
		const rendered = this.#messages.map(({ role, parts, isMarked }) => ({ role, text: parts.join('').trim(), isMarked }));
		return rendered.filter(({ text, isMarked }) => isMarked || text !== '').map(({ role, text }) => ({ role, text }));
	}

	/** Everything printed so far, without markers. */
	plainText(): string {
		return this.#messages.map(({ parts }) => parts.join('')).join('');
	}

	#count(length: number): void {
		this.#length += length;
		this.#budget.spend();
		this.#budget.allow(this.#length);
	}
}
