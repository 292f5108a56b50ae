import type { Problem } from '../../text/problem.ts';
import { namePath } from '../../tree/name-path.ts';
import type { Argument, Expression } from '../../tree/template-tree.ts';

/** What stands between `{{` and `}}`, as it was understood. */
export interface KernelBlock {
	readonly expression: Expression;
	/** The first offset behind the block. */
	readonly end: number;
	readonly problem: Problem | undefined;
}

interface Token {
	readonly type: 'variable' | 'text' | 'word' | 'equals' | 'close' | 'invalid' | 'end';
	readonly text: string;
	readonly start: number;
	readonly end: number;
}

const pattern =
	/\s*(?:(?<variable>\$[A-Za-z0-9_]*)|(?<text>"(?:\\.|[^"\\\r\n])*"|'(?:\\.|[^'\\\r\n])*')|(?<word>[A-Za-z0-9_][A-Za-z0-9_.-]*)|(?<equals>=)|(?<close>\}\})|(?<invalid>[^\s]))/y;

/** Reads the block that starts with the `{{` at `start`. Undefined for braces that the kernel takes for text. */
export function readKernelBlock(text: string, start: number): KernelBlock | undefined {
	const reader = new BlockReader(text, start + 2);
	const { current: first } = reader;
	if (first.type !== 'variable' && first.type !== 'word' && first.type !== 'text') return undefined;
	const expression = first.type === 'word' ? reader.readCall() : reader.readValue();
	const { current: last } = reader;
	if (last.type === 'close') return { expression, end: last.end, problem: reader.problem };
	const isAbandoned = last.type === 'end' || last.text === '{' || last.text === '}' || text.slice(start, last.start).includes('\n');
	if (isAbandoned) {
		if (first.type !== 'variable') return undefined;
		const message = `\`{{${first.text}\` is never closed, so the model reads it unchanged. Write \`{{${first.text}}}\`.`;
		return { expression, end: first.end, problem: { code: 'unclosed-delimiter', message, range: { start, end: start + 2 } } };
	}
	return reader.readRest(start, expression);
}

class BlockReader {
	current: Token;
	problem: Problem | undefined;
	readonly #text: string;
	#position: number;

	constructor(text: string, start: number) {
		this.#text = text;
		this.#position = start;
		this.current = this.#read();
	}

	/** `$name` or a text in quotes. */
	readValue(): Expression {
		const { type, text, start, end } = this.current;
		if (type !== 'variable' && type !== 'text') return { kind: 'missing', range: { start, end: start } };
		this.#advance();
		if (type === 'text') return { kind: 'literal', range: { start, end }, value: text.slice(1, -1).replace(/\\(.)/g, '$1') };
		if (text === '$') this.#complain(start, end, 'A variable needs a name after `$`. Add one, as in `{{$input}}`.');
		return text === '$'
			? { kind: 'missing', range: { start: end, end } }
			: { kind: 'name', range: { start: start + 1, end }, name: text.slice(1) };
	}

	/** `plugin.function`, then at most one value, then `name=value`. The function is none of the template's variables. */
	readCall(): Expression {
		const { text, start } = this.current;
		let { end } = this.current;
		this.#advance();
		const given: Argument[] = [];
		while (this.current.type === 'variable' || this.current.type === 'text' || this.current.type === 'word') {
			const argument = this.#readArgument();
			if (argument.name === undefined && given.length > 0) {
				this.#complain(argument.range.start, argument.range.end, 'Only the first argument can omit its name. Write `name=value`.');
			}
			given.push(argument);
			end = argument.range.end;
		}
		return { kind: 'call', range: { start, end }, callee: namePath(text, start), arguments: given };
	}

	/** Goes on to the end of a block with something in it that does not belong there. */
	readRest(start: number, expression: Expression): KernelBlock {
		const { current: wrong } = this;
		const lineEnd = /[\r\n]|\{\{|$/g;
		lineEnd.lastIndex = wrong.end;
		const reach = this.#text.slice(0, lineEnd.exec(this.#text)?.index);
		const closing = reach.indexOf('}}', wrong.start);
		const end = closing === -1 ? wrong.end : closing + 2;
		const message = `\`${wrong.text}\` is not allowed here, so Semantic Kernel refuses the template. Remove it, or put text in quotes.`;
		const code = closing === -1 ? 'unclosed-delimiter' : 'template-syntax-error';
		const range = closing === -1 ? { start, end: start + 2 } : { start: wrong.start, end: wrong.end };
		return { expression, end, problem: this.problem ?? { code, message, range } };
	}

	#readArgument(): Argument {
		const { type, text, start, end } = this.current;
		if (type !== 'word') {
			const value = this.readValue();
			return { range: { start, end }, name: undefined, spread: undefined, value };
		}
		this.#advance();
		if (this.current.type !== 'equals') {
			this.#complain(start, end, `\`${text}\` is neither a variable nor text. Write \`$${text}\` or put it in quotes.`);
			return { range: { start, end }, name: undefined, spread: undefined, value: { kind: 'missing', range: { start, end } } };
		}
		this.#advance();
		const value = this.readValue();
		if (value.kind === 'missing') this.#complain(start, end, `\`${text}=\` needs a value. Add a variable or quoted text after it.`);
		return { range: { start, end: Math.max(end, value.range.end) }, name: text, spread: undefined, value };
	}

	#complain(start: number, end: number, message: string): void {
		this.problem ??= { code: 'template-syntax-error', message, range: { start, end } };
	}

	#advance(): void {
		this.current = this.#read();
	}

	#read(): Token {
		pattern.lastIndex = this.#position;
		const found = pattern.exec(this.#text);
		if (found === null) return { type: 'end', text: '', start: this.#text.length, end: this.#text.length };
		const { variable, text, word, equals, close, invalid = '' } = found.groups ?? {};
		const content = variable ?? text ?? word ?? equals ?? close ?? invalid;
		const end = pattern.lastIndex;
		this.#position = end;
		const type = typeOf({ variable, text, word, equals, close });
		return { type, text: content, start: end - content.length, end };
	}
}

function typeOf(groups: Readonly<Record<Exclude<Token['type'], 'invalid' | 'end'>, string | undefined>>): Token['type'] {
	for (const type of ['variable', 'text', 'word', 'equals', 'close'] as const) if (groups[type] !== undefined) return type;
	return 'invalid';
}
