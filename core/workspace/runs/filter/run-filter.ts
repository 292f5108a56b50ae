import { fail, succeed } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { matchesValue } from './match-run-value.ts';
import type { ComparisonOperator, Literal } from './match-run-value.ts';
import { runField } from './run-field.ts';
import type { RunRecord } from '../../../formats/run/run-record.ts';

/** Decides whether a run is shown. */
export type RunFilter = (record: RunRecord) => boolean;

/** Why a filter cannot be read. */
export interface RunFilterFailure {
	readonly kind: 'invalid-filter';
	readonly text: string;
	/** Where reading stopped: 0-based, UTF-16. */
	readonly offset: number;
	/** What should stand there, in words: `a comparison such as metrics.test_pass_rate > 0.8`. */
	readonly expected: string;
	/** A field the user probably meant. */
	readonly suggestion: string | undefined;
}

interface Token {
	readonly text: string;
	readonly offset: number;
	readonly kind: 'word' | 'quoted' | 'operator' | 'bracket' | 'end';
}

/** Longer texts are no filter, and brackets nest by recursion. */
const longestFilter = 2000;

/**
 * Reads a filter for runs: `metrics.test_pass_rate > 0.8 and (variant = v2 or status != completed)`.
 *
 * A comparison is a field, one of = == != < <= > >=, and a number, `true`, `false`, `null`, a word, or text in single or double
 * quotes. `not` binds tightest, then `and`, then `or`; round brackets group. Nothing is executed. A run without the field never
 * matches, not even `!=`; only `= null` finds it.
 */
export function parseRunFilter(text: string): Result<RunFilter, RunFilterFailure> {
	if (text.length > longestFilter) {
		return fail({
			kind: 'invalid-filter',
			text,
			offset: longestFilter,
			expected: `at most ${longestFilter} characters`,
			suggestion: undefined,
		});
	}
	const reader = new FilterReader(text);
	const filter = reader.readAlternatives();
	if (filter.ok && reader.next.kind !== 'end') return reader.expected('"and", "or" or the end');
	return filter;
}

/** Recursive descent over the tokens; one token of look-ahead is enough. */
class FilterReader {
	readonly #text: string;
	readonly #tokens: readonly Token[];
	#position = 0;

	constructor(text: string) {
		this.#text = text;
		this.#tokens = tokenize(text);
	}

	get next(): Token {
		return this.#tokens[this.#position] ?? { text: '', offset: this.#text.length, kind: 'end' };
	}

	expected(expected: string, suggestion?: string): { readonly ok: false; readonly failure: RunFilterFailure } {
		return fail({ kind: 'invalid-filter', text: this.#text, offset: this.next.offset, expected, suggestion });
	}

	readAlternatives(): Result<RunFilter, RunFilterFailure> {
		return this.#readChain('or', () => this.#readChain('and', () => this.#readUnit(), every), some);
	}

	#readChain(
		keyword: string,
		readPart: () => Result<RunFilter, RunFilterFailure>,
		combine: (parts: readonly RunFilter[]) => RunFilter,
	): Result<RunFilter, RunFilterFailure> {
		const parts: RunFilter[] = [];
		do {
			const part = readPart();
			if (!part.ok) return part;
			parts.push(part.value);
		} while (this.#accept(keyword));
		return succeed(combine(parts));
	}

	#readUnit(): Result<RunFilter, RunFilterFailure> {
		if (this.#accept('not')) {
			const inner = this.#readUnit();
			return inner.ok ? succeed(record => !inner.value(record)) : inner;
		}
		if (!this.#accept('(')) return this.#readComparison();
		const inner = this.readAlternatives();
		if (!inner.ok) return inner;
		return this.#accept(')') ? inner : this.expected('a closing bracket');
	}

	#readComparison(): Result<RunFilter, RunFilterFailure> {
		if (this.next.kind !== 'word') return this.expected('a comparison such as metrics.test_pass_rate > 0.8');
		const field = runField(this.next.text);
		if (!('read' in field)) return this.expected(`one of the fields ${field.known.join(', ')}`, field.suggestion);
		this.#position++;
		const operator = operators.get(this.next.text);
		if (operator === undefined) return this.expected('one of = != < <= > >=');
		this.#position++;
		const literal = readLiteral(this.next);
		if (literal === undefined) return this.expected('a number, a word or text in quotes');
		this.#position++;
		return succeed(record => matchesValue(field.read(record), operator, literal));
	}

	#accept(text: string): boolean {
		const { kind } = this.next;
		const isNext = (kind === 'word' || kind === 'bracket') && this.next.text.toLowerCase() === text;
		if (isNext) this.#position++;
		return isNext;
	}
}

const operators: ReadonlyMap<string, ComparisonOperator> = new Map([
	['=', '='],
	['==', '='],
	['!=', '!='],
	['<', '<'],
	['<=', '<='],
	['>', '>'],
	['>=', '>='],
]);

function every(parts: readonly RunFilter[]): RunFilter {
	return record => parts.every(part => part(record));
}

function some(parts: readonly RunFilter[]): RunFilter {
	return record => parts.some(part => part(record));
}

/** Tokens in order. An unclosed quote becomes an operator nobody knows, so that reading stops right there. */
function tokenize(text: string): Token[] {
	const pattern = /(?<bracket>[()])|(?<operator>[<>=!]+)|(?<quoted>'[^']*'|"[^"]*")|(?<word>[^\s()<>=!'"]+)|(?<stray>['"])/g;
	return Array.from(text.matchAll(pattern), match => {
		const { bracket, operator, quoted, word } = match.groups ?? {};
		const offset = match.index;
		if (bracket !== undefined) return { text: bracket, offset, kind: 'bracket' };
		if (quoted !== undefined) return { text: quoted.slice(1, -1), offset, kind: 'quoted' };
		if (word !== undefined) return { text: word, offset, kind: 'word' };
		return { text: operator ?? match[0], offset, kind: 'operator' };
	});
}

/** The value a token stands for; undefined when it is none. */
function readLiteral({ kind, text }: Token): Literal | undefined {
	if (kind === 'quoted') return text;
	if (kind !== 'word') return undefined;
	switch (text) {
		case 'true':
			return true;
		case 'false':
			return false;
		case 'null':
			return null;
		default:
			return /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i.test(text) ? Number(text) : text;
	}
}
