import { splitLines } from '../../../python/white-space.ts';

interface Wrapping {
	readonly width: number;
	readonly breaksLongWords: boolean;
	readonly lineEnd: string;
}

/** `text` in lines of at most `width` characters, broken between words and behind hyphens, as Python's `textwrap` does. */
export function wrapText(text: string, wrapping: Wrapping): string {
	return splitLines(text)
		.map(line => wrapLine(line, wrapping).join(wrapping.lineEnd))
		.join(wrapping.lineEnd);
}

function wrapLine(line: string, { width, breaksLongWords }: Wrapping): readonly string[] {
	const chunks = line.split(/(\s+|(?<=\p{L}-)(?=\p{L}\p{L}))/u).filter(chunk => chunk !== '');
	const lines: string[] = [];
	let current = '';
	for (const chunk of chunks) {
		if (current.length + chunk.length <= width) {
			current += chunk;
			continue;
		}
		let rest = chunk;
		if (chunk.length > width && breaksLongWords && width > 0) {
			const space = width - current.length;
			lines.push((current + chunk.slice(0, space)).trimEnd());
			rest = chunk.slice(space);
			for (; rest.length > width; rest = rest.slice(width)) lines.push(rest.slice(0, width));
		} else if (current.trim() !== '') lines.push(current.trimEnd());
		// Space at the start of a line is dropped, but for the first.
		current = lines.length > 0 ? rest.trimStart() : rest;
	}
	return current.trim() === '' ? lines : [...lines, current.trimEnd()];
}
