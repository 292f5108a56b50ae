import type { TextRange } from '../../text/text-range.ts';
import type { Expression } from '../../tree/template-tree.ts';

/** A field's name as it was understood. */
export interface FieldName {
	/** Undefined when no caller would give a value under such a name, so that the brace was probably meant as a character. */
	readonly expression: Expression | undefined;
	/** What Python says about it, or what keeps a caller from giving it. */
	readonly complaint: string | undefined;
}

const root = /[^.[]*/y;
const attribute = /\.([^.[]*)/y;
const index = /\[([^\]]*)\]/y;

/** Reads the part of a field before `!` and `:`, such as `user.names[0]`; a number or nothing stands for a positional argument. */
export function readFieldName(text: string, { start, end }: TextRange): FieldName {
	const written = text.slice(0, end);
	const name = matchAt(root, written, start)?.[0] ?? '';
	const trimmed = name.trim();
	const rootStart = start + name.indexOf(trimmed);
	const range = { start: rootStart, end: rootStart + trimmed.length };
	if (/^\d*$/.test(trimmed)) {
		const value = trimmed === '' ? null : Number(trimmed);
		if (trimmed !== name) return { expression: undefined, complaint: undefined };
		return readAttributes(written, { kind: 'literal', range, value });
	}
	if (!/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(trimmed)) return { expression: undefined, complaint: undefined };
	const path = readAttributes(written, { kind: 'name', range, name: trimmed });
	const complaint = trimmed === name ? path.complaint : 'the spaces would become part of the name';
	return { ...path, complaint };
}

function readAttributes(text: string, name: Expression): FieldName {
	let expression = name;
	// A name with spaces around it has no attributes that could be read.
	for (let position = name.range.end; position < text.length; position = expression.range.end) {
		const dotted = matchAt(attribute, text, position);
		const indexed = dotted === null ? matchAt(index, text, position) : null;
		const [whole, key = ''] = dotted ?? indexed ?? [];
		if (whole === undefined) return { expression, complaint: complaintAbout(text.charAt(position)) };
		if (key === '') return { expression, complaint: `nothing follows \`${whole.charAt(0)}\`` };
		const range = { start: name.range.start, end: position + whole.length };
		const keyRange = { start: position + 1, end: position + 1 + key.length };
		expression =
			dotted === null && /^\d+$/.test(key)
				? { kind: 'index', range, object: expression, index: { kind: 'literal', range: keyRange, value: Number(key) } }
				: { kind: 'attribute', range, object: expression, name: key, nameRange: keyRange };
	}
	return { expression, complaint: undefined };
}

function complaintAbout(character: string): string {
	return character === '[' ? '`]` is missing' : 'only `.` or `[` may follow `]`';
}

function matchAt(pattern: RegExp, text: string, offset: number): RegExpExecArray | null {
	pattern.lastIndex = offset;
	return pattern.exec(text);
}
