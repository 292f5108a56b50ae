import { unusedCharacter } from '../unused-character.ts';

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
	const masked = text.replace(/\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}/g, tag => filler.repeat(tag.length));
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
