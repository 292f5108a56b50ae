import { isScalar, visit } from 'yaml';
import type { Document } from 'yaml';
import type { Problem } from '../problem.ts';
import type { TextRange } from '../text/text-range.ts';
import type { YamlText } from './yaml-ranges.ts';
import { trimEndOf } from '../text/trim-end-of.ts';

/**
 * Values such as `name: {{ user }}` that begin with a template tag and have no quotes. YAML reads the braces as a map in a map,
 * or stumbles over what follows them, and never as the text that was meant. Text blocks and quoted values are left alone.
 */
export function findUnquotedTemplates(document: Document, { text, offset }: YamlText): readonly Problem[] {
	if (!text.includes('{{') && !text.includes('{%')) return [];
	const texts = rangesOfTexts(document).toSorted((left, right) => left.start - right.start);
	let passed = 0;
	const values = [...text.matchAll(lineWithTag)].flatMap(({ index, 1: before = '', 2: rest = '' }) =>
		isBeforeValue(before) ? [{ start: index + before.length, value: withoutComment(rest) }] : [],
	);
	return values
		.filter(({ start, value }) => /\}\}|%\}/.test(value) && !isInText(start))
		.map(({ start, value }) => describe(value, { start: offset + start, end: offset + start + value.length }));

	/** Asked in ascending order, so that each text is passed once. */
	function isInText(start: number): boolean {
		while ((texts[passed]?.end ?? Number.POSITIVE_INFINITY) <= start) passed++;
		return (texts[passed]?.start ?? Number.POSITIVE_INFINITY) <= start;
	}
}

/** What stands before the first tag of a line, and the rest of the line. */
const lineWithTag = /^([^\r\n{]*)(\{[{%][^\r\n]*)/gm;

/** True for a key or dashes, white space behind them. */
function isBeforeValue(before: string): boolean {
	const words = trimEndOf(before, ' \t');
	return words.length < before.length && /^[ \t]*(?:-[ \t]+)*(?:-|[\w.$"'-]+[ \t]*:)$/.test(words);
}

function withoutComment(value: string): string {
	const comment = value.indexOf(' #');
	return value.slice(0, comment === -1 ? undefined : comment).trimEnd();
}

/** Where blocks and quoted texts stand: what looks like a key in there is text. */
function rangesOfTexts(document: Document): readonly TextRange[] {
	const ranges: TextRange[] = [];
	visit(document, {
		Scalar(_, scalar) {
			if (!isScalar(scalar) || scalar.type === 'PLAIN' || !scalar.range) return;
			ranges.push({ start: scalar.range[0], end: scalar.range[1] });
		},
	});
	return ranges;
}

function describe(value: string, range: TextRange): Problem {
	const quoted = value.includes('"') || value.includes('\\') ? `'${value.replaceAll("'", "''")}'` : `"${value}"`;
	return {
		code: 'unquoted-template-in-yaml',
		message: 'YAML reads a value that begins with a template tag as a map, not as text. Put quotes around it.',
		range,
		repair: { range, newText: quoted },
	};
}
