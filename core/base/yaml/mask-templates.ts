import { unusedCharacter } from '../text/unused-character.ts';

/** A text whose template tags were replaced by filler of the same length. */
export interface MaskedText {
	readonly text: string;
	/** Puts the tags back into a piece of text that was read from `text` at [start, end). */
	restore(value: string, start: number, end: number): string;
}

/**
 * Replaces every `{{ … }}`, `{% … %}` and `{# … #}` by filler of the same length, because YAML reads `name: {{ foo }}`
 * as a map in a map without any complaint. Offsets stay as they were. A tag that is not closed on its line stays.
 */
export function maskTemplates(text: string): MaskedText {
	const filler = unusedCharacter(text);
	const masked = maskWith(filler, text);
	return { text: masked, restore };

	/** Decoding a scalar keeps the filler and its order, so the runs in the value are the runs in the source. */
	function restore(value: string, start: number, end: number): string {
		if (!value.includes(filler)) return value;
		const runs: string[] = [];
		for (let index = start; index < end; index++) {
			if (masked[index] === filler) runs.push(text[index] ?? '');
		}
		let used = 0;
		return value.replaceAll(filler, () => runs[used++] ?? filler);
	}
}

function maskWith(filler: string, text: string): string {
	const pieces: string[] = [];
	const lineBreaks = createFinder(/[\n\r\u2028\u2029]/g, text);
	const ends = new Map([
		['{', createFinder(/\}\}/g, text)],
		['%', createFinder(/%\}/g, text)],
		['#', createFinder(/#\}/g, text)],
	]);
	let position = 0;
	for (const { index, 1: kind = '' } of text.matchAll(/\{(?=([{%#]))/g)) {
		if (index < position) continue;
		const end = ends.get(kind)?.(index + 2);
		if (end === undefined || end > (lineBreaks(index) ?? text.length)) continue;
		pieces.push(text.slice(position, index), filler.repeat(end + 2 - index));
		position = end + 2;
	}
	return pieces.join('') + text.slice(position);
}

/** Gives the first place of a pattern from an offset on, asked with ascending offsets: what was found is not looked for again. */
function createFinder(pattern: RegExp, text: string): (from: number) => number | undefined {
	let found: number | undefined = -1;
	return from => {
		if (found !== undefined && found < from) {
			pattern.lastIndex = from;
			found = pattern.exec(text)?.index;
		}
		return found;
	};
}
