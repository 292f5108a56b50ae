import type { SeededRandom } from './seeded-random.ts';

type Choices = readonly [() => string, ...(() => string)[]];

/** Writes random Handlebars templates that nearly always parse, with few names so that they shadow each other. */
export class HandlebarsGenerator {
	readonly #random: SeededRandom;
	#depth = 0;

	constructor(random: SeededRandom) {
		this.#random = random;
	}

	template(): string {
		this.#depth = 0;
		return this.#body(1 + this.#random.below(6));
	}

	#body(length = this.#random.below(4)): string {
		return Array.from({ length }, () => this.#node()).join('');
	}

	#node(): string {
		const simple: Choices = [
			() => this.#text(),
			() => this.#tag('', this.#call()),
			() => this.#tag('', this.#path()),
			() => this.#tag('', this.#path()),
			() => `{{{${this.#call()}}}}`.replace(/\}{4,}$/, '}}}'),
			() => this.#tag('&', this.#call()),
			() => this.#tag('', this.#random.pick(['role "system"', 'history', 'media url=x', 'json x indent=2', 'section "a"'])),
			() => this.#tag('> ', this.#partial()),
			() => this.#random.pick(['{{! a }}', '{{!-- a }} b --}}', '{{~! a ~}}', '{{~!--a--~}}', '{{!}}', '{{!--}}']),
			() => this.#random.pick(['\\{{x}}', '\\\\{{x}}', '\\{{{x}}}', 'a\\{{ \\{{ b']),
			() => `{{{{raw ${this.#value()}}}}}{{ ${this.#name()} {{#if {{{{b}}}}c{{{{/b}}}}{{{{/raw}}}}`,
			() => this.#tag('* ', `deco ${this.#value()}`),
		];
		if (this.#depth >= 4 || this.#random.chance(0.55)) return this.#random.pick(simple)();
		this.#depth++;
		const block = this.#block();
		this.#depth--;
		return block;
	}

	#block(): string {
		const choices: Choices = [
			() => this.#helperBlock('if', this.#value()),
			() => this.#helperBlock('if', this.#value()),
			() => this.#helperBlock('each', this.#value() + this.#parameters()),
			() => this.#helperBlock('each', this.#value() + this.#parameters()),
			() => this.#helperBlock('with', this.#value() + this.#parameters()),
			() => this.#helperBlock(this.#random.pick(['ifEquals', 'unless', 'message']), `${this.#value()} ${this.#hash()}`),
			() => this.#helperBlock(this.#random.pick(['custom', 'item']), this.#args() + this.#parameters()),
			() => this.#section('#'),
			() => this.#section('^'),
			() => `${this.#tag('#> ', `layout ${this.#args()}`)}${this.#body()}${this.#tag('/', 'layout')}`,
			() => `${this.#tag('#*', `inline "${this.#random.pick(['one', 'two'])}"`)}${this.#body()}${this.#tag('/', 'inline')}`,
			() => `${this.#tag('^', `if ${this.#value()}`)}${this.#body()}${this.#otherwise()}${this.#tag('/', 'if')}`,
		];
		return this.#random.pick(choices)();
	}

	#helperBlock(name: string, given: string): string {
		const chain = this.#random.chance(0.25) ? `${this.#tag('', `else ${this.#chained()}`)}${this.#body()}` : '';
		return `${this.#tag('#', `${name} ${given}`)}${this.#body()}${chain}${this.#otherwise()}${this.#tag('/', name)}`;
	}

	#chained(): string {
		const choices: Choices = [
			() => `if ${this.#value()}`,
			() => `each ${this.#value()}${this.#parameters()}`,
			() => `with ${this.#value()}`,
			() => this.#path(),
		];
		return this.#random.pick(choices)();
	}

	#section(sign: string): string {
		const path = this.#random.pick([this.#name(), `${this.#name()}.${this.#name()}`, 'this', `[${this.#name()}]`]);
		return `${this.#tag(sign, path + this.#parameters())}${this.#body()}${this.#otherwise()}${this.#tag('/', path)}`;
	}

	#otherwise(): string {
		return this.#random.chance(0.35) ? this.#random.pick(['{{else}}', '{{~else~}}', '{{^}}', '{{ else }}']) + this.#body() : '';
	}

	#tag(sign: string, content: string): string {
		const open = this.#random.chance(0.08) ? '{{~' : '{{';
		const close = this.#random.chance(0.08) ? '~}}' : '}}';
		const space = this.#random.pick(['', '', ' ', '\n']);
		return `${open}${sign}${sign === '' ? space : ''}${content}${space}${close}`;
	}

	#call(): string {
		return this.#random.chance(0.5) ? this.#value() : `${this.#random.pick(['fn', 'json', this.#path()])} ${this.#args()}`;
	}

	#partial(): string {
		const name = this.#random.pick(['one', 'two', 'a/b', '"c d"', '(lookup . x)', '@partial-block', 'x.y']);
		return `${name} ${this.#random.chance(0.5) ? this.#args() : ''}`;
	}

	#args(): string {
		const values = Array.from({ length: this.#random.below(3) }, () => this.#value()).join(' ');
		return `${values} ${this.#random.chance(0.4) ? this.#hash() : ''}`;
	}

	#hash(): string {
		return Array.from({ length: this.#random.below(3) }, () => `${this.#name()}=${this.#value()}`).join(' ');
	}

	#value(): string {
		const choices: Choices = [
			() => this.#path(),
			() => this.#path(),
			() => this.#path(),
			() => this.#random.pick(['"a }} b"', "'it'", '12', '-1.5', 'true', 'false', 'null', 'undefined', '""', '"a \\" b"']),
			() => (this.#random.chance(0.5) ? `(${this.#random.pick(['eq', 'lookup', this.#path()])} ${this.#args()})` : this.#path()),
			() => (this.#random.chance(0.2) ? `(fn ${this.#name()}).${this.#name()}` : this.#name()),
		];
		return this.#random.pick(choices)();
	}

	#path(): string {
		const name = this.#name();
		const choices: Choices = [
			() => name,
			() => name,
			() => `${name}.${this.#name()}`,
			() => `${name}/${this.#name()}.[${this.#name()} b]`,
			() => `../${name}`,
			() => `../../${name}.${this.#name()}`,
			() => `this.${name}`,
			() => `./${name}`,
			() => this.#random.pick(['this', '.', '..']),
			() => this.#random.pick(['@index', '@key', '@first', `@root.${name}`, '@../index', `@state.${name}`]),
			() => `[${name} c]`,
			() => `${name}.[this]`,
		];
		return this.#random.pick(choices)();
	}

	#parameters(): string {
		if (!this.#random.chance(0.3)) return '';
		return ` as |${this.#name()}${this.#random.chance(0.5) ? ` ${this.#name()}` : ''}|`;
	}

	#name(): string {
		return this.#random.pick(['x', 'y', 'item', 'user', 'über', 'a-b', '$d', 'if', 'role', 'elsewhere']);
	}

	#text(): string {
		return this.#random.pick(['text ', '\n', ' { a } ', '}', '"q" ', '}} ', 'é\u2028', '\\', '{ ']);
	}
}
