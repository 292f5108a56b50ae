import type { Problem } from '../../text/problem.ts';
import type { Expression } from '../../tree/template-tree.ts';
import { readFieldName } from './field-name.ts';

/** Fields may stand in the format specification of others, but not in that of those. */
const greatestDepth = 2;
/** Longer ones are taken for braces that were not doubled, so that many of them do not make reading slow. */
const greatestLength = 200;

/** A replacement field as it was understood, from brace to brace. */
export interface Field {
	/** What it prints, then the fields in its format specification; empty when it is no field. */
	readonly expressions: readonly Expression[];
	/** The first offset behind it. */
	readonly end: number;
	/** The first thing that is wrong with it. */
	readonly problem: Problem | undefined;
}

/** Reads the replacement field that starts with the `{` at `start`. What is none ends behind its brace or, for want of one, its name. */
export function readField(text: string, start: number, depth = 1): Field {
	const field = text.slice(0, start + greatestLength);
	const nameEnd = findNameEnd(field, start + 1);
	const nameRange = { start: start + 1, end: nameEnd ?? endOfWord(field, start + 1) };
	const { expression, complaint } = readFieldName(field, nameRange);
	if (expression === undefined) return literalBrace(start);
	const end = nameEnd === undefined ? undefined : findEnd(field, nameEnd);
	if (nameEnd === undefined || end === undefined) return unclosed(start, nameRange.end, expression);
	const broken = complaint ?? complaintAboutConversion(field.slice(nameEnd, end));
	if (broken !== undefined) return { expressions: [expression], end, problem: refusal(start, end, broken) };
	const specification = field.charAt(nameEnd) === '!' ? nameEnd + 2 : nameEnd;
	const nested = readSpecification(field.slice(0, end - 1), specification, depth);
	const problem = nested.complaint === undefined ? undefined : refusal(start, end, nested.complaint);
	return { expressions: [expression, ...nested.expressions], end, problem };
}

/** Where the name ends: at the first of `{}:!` that is not inside `[…]`. Undefined when another field starts before. */
function findNameEnd(text: string, start: number): number | undefined {
	const delimiter = /[{}:![]/g;
	delimiter.lastIndex = start;
	for (let found = delimiter.exec(text); found !== null; found = delimiter.exec(text)) {
		if (found[0] === '{') return undefined;
		if (found[0] !== '[') return found.index;
		const bracketEnd = text.indexOf(']', found.index);
		if (bracketEnd === -1) return undefined;
		delimiter.lastIndex = bracketEnd;
	}
	return undefined;
}

/** The offset behind the brace that closes the field whose conversion and format start at `offset`. */
function findEnd(text: string, offset: number): number | undefined {
	if (text.charAt(offset) === '}') return offset + 1;
	const brace = /[{}]/g;
	// The character of a conversion may be anything, even a brace.
	brace.lastIndex = text.charAt(offset) === '!' ? offset + 2 : offset;
	let depth = 1;
	for (let found = brace.exec(text); found !== null; found = brace.exec(text)) {
		depth += found[0] === '{' ? 1 : -1;
		if (depth === 0) return found.index + 1;
	}
	return undefined;
}

function complaintAboutConversion(rest: string): string | undefined {
	if (!rest.startsWith('!')) return undefined;
	return /^![ars][:}]/.test(rest) ? undefined : 'only `r`, `s` or `a` may follow `!`, and nothing else before `:` or `}`';
}

interface Specification {
	readonly expressions: readonly Expression[];
	readonly complaint: string | undefined;
}

/** Reads the fields inside the format specification, which ends with `text`. */
function readSpecification(text: string, start: number, depth: number): Specification {
	const expressions: Expression[] = [];
	const brace = /[{}]/g;
	brace.lastIndex = start;
	const isTooDeep = depth >= greatestDepth;
	for (let found = brace.exec(text); found !== null; found = brace.exec(text)) {
		const [character] = found;
		if (isTooDeep) return { expressions, complaint: 'fields are nested too deeply' };
		if (text.charAt(found.index + 1) === character) {
			brace.lastIndex = found.index + 2;
			continue;
		}
		const nested = character === '{' ? readField(text, found.index, depth + 1) : undefined;
		if (nested === undefined || nested.problem !== undefined) return { expressions, complaint: 'its format is wrong' };
		expressions.push(...nested.expressions);
		brace.lastIndex = nested.end;
	}
	return { expressions, complaint: undefined };
}

function endOfWord(text: string, start: number): number {
	const word = /[\p{L}\p{N}_]*/uy;
	word.lastIndex = start;
	return start + (word.exec(text)?.[0].length ?? 0);
}

function literalBrace(start: number): Field {
	const range = { start, end: start + 1 };
	const message =
		'`{` must be followed by a name that callers can give a value. Write `{{`, and `}}` at the end, for the characters themselves.';
	return {
		expressions: [],
		end: range.end,
		problem: { code: 'unescaped-literal-brace', message, range, repair: { range, newText: '{{' } },
	};
}

function unclosed(start: number, end: number, expression: Expression): Field {
	const message = '`{` is never closed, so Python refuses the template. Add `}`, or write `{{` for the character itself.';
	const problem = { code: 'unclosed-delimiter', message, range: { start, end: start + 1 } };
	const tagEnd = Math.max(end, expression.range.end);
	return { expressions: [expression], end: tagEnd, problem };
}

function refusal(start: number, end: number, complaint: string): Problem {
	const message = `Python refuses this field: ${complaint}. Correct it, or double the braces for the characters themselves.`;
	return { code: 'template-syntax-error', message, range: { start, end } };
}
