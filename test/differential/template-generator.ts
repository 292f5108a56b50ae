import type { SeededRandom } from './seeded-random.ts';

type Choices = readonly [() => string, ...(() => string)[]];

/** Writes random Jinja templates that nearly always compile, with few names so that they shadow each other. */
export class TemplateGenerator {
	readonly #random: SeededRandom;
	#depth = 0;
	#loops = 0;
	#blockCount = 0;

	constructor(random: SeededRandom) {
		this.#random = random;
	}

	template(): string {
		this.#depth = 0;
		this.#blockCount = 0;
		const start = this.#random.chance(0.06) ? '{% extends "base" %}' : '';
		return start + this.#body(1 + this.#random.below(6));
	}

	#body(length = this.#random.below(4)): string {
		return Array.from({ length }, () => this.#node()).join('');
	}

	#node(): string {
		const simple: Choices = [
			() => this.#text(),
			() => `${this.#open('{{')} ${this.#tuple()} ${this.#close('}}')}`,
			() => `${this.#open('{{')}${this.#name()}${this.#close('}}')}`,
			() => this.#tag(`set ${this.#target()} = ${this.#tuple()}`),
			() => this.#tag(`set ${this.#name()} = ${this.#expression()}`),
			() => this.#tag(this.#random.pick([`do ${this.#tuple()}`, `print ${this.#expression()}`, `print`])),
			() => this.#tag(`set ns.${this.#name()} = ${this.#expression()}`),
			() => this.#reference(),
			() => `{#${this.#random.pick(['', '-', '+'])} note ${this.#random.pick(['', '-'])}#}`,
			() => `{% raw %}{{ ${this.#name()} {% if %}{% endraw %}`,
			() => (this.#loops > 0 ? this.#tag(this.#random.pick(['break', 'continue'])) : this.#text()),
		];
		if (this.#depth >= 4 || this.#random.chance(0.55)) return this.#random.pick(simple)();
		this.#depth++;
		const block = this.#block();
		this.#depth--;
		return block;
	}

	#block(): string {
		const choices: Choices = [
			() => this.#condition(),
			() => this.#condition(),
			() => this.#loop(),
			() => this.#loop(),
			() =>
				this.#tag(`with ${this.#name()}=${this.#expression()}, ${this.#name()}=${this.#expression()}`) +
				this.#body() +
				this.#tag('endwith'),
			() => this.#inFunction(() => this.#tag(`macro ${this.#name()}(${this.#parameters()})`) + this.#body() + this.#tag('endmacro')),
			() =>
				this.#inFunction(
					() => this.#tag(`call${this.#callParameters()} ${this.#name()}(${this.#args()})`) + this.#body() + this.#tag('endcall'),
				),
			() => this.#tag(`filter ${this.#filter()}`) + this.#body() + this.#tag('endfilter'),
			() => this.#tag(`set ${this.#name()}${this.#random.chance(0.2) ? ' | upper' : ''}`) + this.#body() + this.#tag('endset'),
			() => this.#templateBlock(),
			() => this.#tag(`autoescape ${this.#expression()}`) + this.#body() + this.#tag('endautoescape'),
			() => this.#translation(),
		];
		return this.#random.pick(choices)();
	}

	#condition(): string {
		const elif = this.#random.chance(0.3) ? this.#tag(`elif ${this.#unconditional()}`) + this.#body() : '';
		const otherwise = this.#random.chance(0.5) ? this.#tag('else') + this.#body() : '';
		return (
			this.#tag(`if ${this.#unconditional()}${this.#random.chance(0.05) ? ':' : ''}`) +
			this.#body() +
			elif +
			otherwise +
			this.#tag('endif')
		);
	}

	#loop(): string {
		const filter = this.#random.chance(0.2) ? ` if ${this.#unconditional()}` : '';
		const recursive = this.#random.chance(0.1) && filter === '' ? ' recursive' : '';
		const opening = this.#tag(`for ${this.#target()} in ${this.#unconditional()}${filter}${recursive}`);
		this.#loops++;
		const body = this.#body();
		this.#loops--;
		// The `else` of a recursive loop is in a function of its own, where the loop around cannot be left.
		const loopsAround = this.#loops;
		if (recursive !== '') this.#loops = 0;
		const otherwise = this.#random.chance(0.2) ? this.#tag('else') + this.#body() : '';
		this.#loops = loopsAround;
		return opening + body + otherwise + this.#tag('endfor');
	}

	#templateBlock(): string {
		const name = ['a', 'b', 'c', 'd', 'e', 'f', 'g'][this.#blockCount++];
		if (name === undefined) return this.#text();
		const scoped = this.#random.chance(0.4) ? ' scoped' : '';
		return this.#inFunction(
			() => this.#tag(`block ${name}${scoped}`) + this.#body() + this.#tag(this.#random.pick(['endblock', `endblock ${name}`])),
		);
	}

	#translation(): string {
		const first = this.#name();
		const value = this.#random.chance(0.6) ? `=${this.#expression()}` : '';
		const content = (): string => `one {{ ${this.#random.pick([first, this.#name()])} }} `;
		const plural = this.#random.chance(0.4) ? `{% pluralize ${this.#random.pick([first, ''])} %}${content()}` : '';
		return `${this.#tag(`trans ${this.#random.pick(['', 'trimmed '])}${first}${value}`)}${content()}${plural}${this.#tag('endtrans')}`;
	}

	#reference(): string {
		const file = this.#random.pick(['"base"', '"base"', '["base", "other"]', this.#name()]);
		return this.#tag(
			this.#random.pick([
				`include ${file}`,
				`include ${file} ignore missing`,
				`include ${file} without context`,
				`import "base" as ${this.#name()}`,
				`from "base" import ${this.#name()}, ${this.#name()} as ${this.#name()}`,
				`from "base" import ${this.#name()} with context`,
			]),
		);
	}

	#inFunction(write: () => string): string {
		const loops = this.#loops;
		this.#loops = 0;
		const written = write();
		this.#loops = loops;
		return written;
	}

	#tuple(): string {
		return this.#random.chance(0.1) ? `${this.#expression()}, ${this.#expression()}` : this.#expression();
	}

	#expression(): string {
		if (!this.#random.chance(0.12)) return this.#unconditional();
		const otherwise = this.#random.chance(0.7) ? ` else ${this.#unconditional()}` : '';
		return `${this.#unconditional()} if ${this.#unconditional()}${otherwise}`;
	}

	/** An expression, which gets shorter the deeper it is. */
	#unconditional(): string {
		this.#depth += 1.5;
		const written = this.#depth > 5 || this.#random.chance(0.45) ? this.#name() : this.#random.pick(this.#operations())();
		this.#depth -= 1.5;
		return written;
	}

	#operations(): Choices {
		const part = (): string => this.#unconditional();
		return [
			() => this.#literal(),
			() => this.#literal(),
			() => `${this.#name()}.${this.#name()}`,
			() =>
				`${this.#name()}[${this.#random.pick([part(), `${part()}:`, ':', `${part()}:${part()}`, `${part()}:${part()}:${part()}`, '::2'])}]`,
			() => `${this.#name()}(${this.#args()})`,
			() => `${part()} ${this.#random.pick(['+', '-', '*', '/', '//', '%', '~'])} ${part()}`,
			() => `${part()} ** 2`,
			() => `${part()} ${this.#random.pick(['==', '!=', '<', '<=', '>', '>=', 'in', 'not in'])} ${part()}`,
			() => `${part()} ${this.#random.pick(['and', 'or'])} ${part()}`,
			() => `not ${part()}`,
			() => `(${this.#random.pick([part(), `${part()},`, `${part()}, ${part()}`, ''])})`,
			() => `-${this.#name()}`,
			() => `${this.#name()}|${this.#filter()}`,
			() => `(${part()}) is ${this.#random.pick(['', 'not '])}${this.#test()}`,
			() => `[${part()}, ${part()}]`,
			() => `{"a": ${part()}, 1: ${part()}}`,
			() => `(${part()} if ${part()} else ${part()})`,
		];
	}

	#literal(): string {
		return this.#random.pick([
			...([
				'1',
				'0',
				'1_000',
				'0x1F',
				'0b10',
				'0o7',
				'1.5',
				'1e3',
				'2_0.5',
				'"a"',
				"'it\\'s'",
				'"a" "b"',
				'"\\n\\x41\\u00e9"',
			] as const),
			...(['true', 'False', 'none', 'None', '[]', '{}', '()', '"}}"', "'{% x %}'", '"line\nbreak"'] as const),
		]);
	}

	#filter(): string {
		return this.#random.pick([
			'upper',
			'default("x")',
			`join(${this.#name()})`,
			'a.b',
			`map(attribute=${this.#name()})|list`,
			`f(*${this.#name()})`,
		]);
	}

	#test(): string {
		return this.#random.pick([
			'defined',
			'divisibleby 3',
			'divisibleby(2)',
			`sameas ${this.#name()}`,
			'none',
			'in [1, 2]',
			`eq ${this.#name()}.x[0]`,
		]);
	}

	#args(): string {
		return this.#random.pick([
			'',
			this.#unconditional(),
			`${this.#unconditional()}, k=${this.#unconditional()}`,
			`*${this.#name()}, k=1, **${this.#name()}`,
			`k=${this.#name()},`,
			`**${this.#name()}`,
		]);
	}

	#parameters(): string {
		const [first, second] = [this.#name(), this.#name()];
		return this.#random.pick([
			'',
			first,
			`${first}=${this.#expression()}`,
			first === second ? first : `${first}, ${second}=${this.#name()}`,
		]);
	}

	#callParameters(): string {
		return this.#random.pick(['', '', `(${this.#name()})`, `(${this.#name()}=1)`]);
	}

	#target(): string {
		return this.#random.pick([
			this.#name(),
			this.#name(),
			this.#name(),
			`${this.#name()}, ${this.#name()}`,
			`(${this.#name()}, ${this.#name()})`,
		]);
	}

	#name(): string {
		return this.#random.pick([
			...(['x', 'x', 'x', 'y', 'y', 'z', 'user', 'items', 'ns', '_hidden', 'größe', 'x', 'y', 'z', 'a', 'b'] as const),
			...(['loop', 'caller', 'varargs', 'kwargs', 'self', 'super', 'range', 'dict'] as const),
		]);
	}

	#text(): string {
		return this.#random.pick(['text ', '\n', 'a { b } c ', '  ', 'é😀 ', '# # ', '']);
	}

	#tag(content: string): string {
		return `${this.#open('{%')} ${content} ${this.#close('%}')}`;
	}

	#open(delimiter: string): string {
		return delimiter + this.#random.pick(['', '', '', '', '-', '+']);
	}

	#close(delimiter: string): string {
		return this.#random.pick(['', '', '', '', '-']) + delimiter;
	}
}
