import type { SeededRandom } from './seeded-random.ts';
import {
	anything,
	texts,
	numbers,
	lists,
	textFilters,
	numberFilters,
	listFilters,
	recordFilters,
	textMethods,
	tests,
	numberTests,
	formats,
	fieldFormats,
} from './jinja-render-words.ts';

/** Writes templates that mostly render, each of a few pieces over `renderValues`. */
export class JinjaRenderGenerator {
	readonly #random: SeededRandom;

	constructor(random: SeededRandom) {
		this.#random = random;
	}

	template(): string {
		return Array.from({ length: 1 + this.#random.below(4) }, () => this.#piece(0)).join(this.#random.pick(['', ' ', '\n', '\n\n  ']));
	}

	#piece(depth: number): string {
		const output = (): string => this.#output(this.#expression());
		const text = (): string =>
			this.#random.pick([
				'plain',
				' text\n',
				'line\n  next ',
				'{# note #}',
				'{#- trimmed -#} after',
				'{% raw %}{{ x }}{% endraw %}',
				'\r\n',
			]);
		const inner = (): string => this.#piece(depth + 1);
		if (depth > 2) return this.#random.pick([text, output, output, output])();
		return this.#random.pick([
			text,
			output,
			output,
			output,
			() => this.#tag(`if ${this.#condition()}`) + inner() + this.#tag('else') + inner() + this.#tag('endif'),
			() => this.#loop(depth),
			() => this.#loop(depth),
			() => `${this.#tag(`set v = ${this.#expression()}`)}${this.#output('v')}`,
			() => `${this.#tag('set v')}${inner()}${this.#tag('endset')}[{{ v }}]`,
			() =>
				`${this.#tag(`macro m(a, b=${this.#expression()})`)}<{{ a }}:{{ b }}>${this.#tag('endmacro')}{{ m(${this.#expression()}) }}{{ m(1, b=2) }}`,
			() => `${this.#tag(`with w = ${this.#expression()}`)}{{ w }}${inner()}${this.#tag('endwith')}`,
			() =>
				`${this.#tag(`filter ${this.#random.pick(['upper', 'trim', 'indent(2)', 'replace("a", "o")', 'title'])}`)}${inner()}${this.#tag('endfilter')}`,
			() => this.#special(),
			() =>
				`{% set ns = namespace(t=0) %}{% for n in numbers %}{% set ns.t = ns.t + n %}{% if ns.t > ${this.#random.below(9)} %}{% ${this.#random.pick(['break', 'continue'])} %}{% endif %}.{% endfor %}{{ ns.t }}`,
		])();
	}

	#special(): string {
		return this.#random.pick([
			'{% include "part.j2" %}',
			'{% include ["none.j2", "part.j2"] ignore missing %}',
			'{% include "none.j2" ignore missing %}',
			'{% import "lib.j2" as lib %}{{ lib.greet(name) }}{{ lib.version }}',
			'{% from "lib.j2" import greet as g, version %}{{ g("x") }}{{ version }}',
			'{% call(x) wrap(2) %}in {{ x }}{% endcall %}{% macro wrap(n) %}[{{ caller(n) }}]{% endmacro %}',
			'{% macro wrap(n) %}[{{ caller(n) }}{{ varargs }}{{ kwargs }}]{% endmacro %}{% call(x) wrap(2, 3, k=4) %}in {{ x }}{% endcall %}',
			'{% for u in users recursive %}{{ u.name }}{% if loop.depth < 2 %}({{ loop(users[:1]) }}){% endif %}{% endfor %}',
			'{% trans %}Hi {{ name }}{% endtrans %}',
			'{% trans n=count %}one{% pluralize %}{{ n }} of them{% endtrans %}',
			'{% block a %}[{{ name }}]{% endblock %}{{ self.a() }}',
			'{% set items = [] %}{% do items.append(count) %}{% do items.extend([1, 2]) %}{{ items }}',
			'{% set c = cycler("a", "b") %}{{ c.next() }}{{ c.next() }}{{ c.next() }}{{ c.current }}',
			'{% set j = joiner("|") %}{% for n in numbers %}{{ j() }}{{ n }}{% endfor %}',
			'{{ mapping.items()|list }}{{ mapping|dictsort }}{{ mapping|dictsort(by="value", reverse=true) }}{{ mapping|items|list }}',
			'{{ dict(a=1, b=[2]) }}{{ mapping.keys()|list }}{{ mapping.values()|list }}{{ mapping.get("zz", 5) }}',
			'{% for k, v in mapping.items() %}{{ k }}={{ v }};{% endfor %}',
			'{% for a in numbers if a is odd %}{{ loop.index }}/{{ loop.length }}:{{ a }} {% else %}none{% endfor %}',
			'{% for w in words %}{{ loop.changed(w|lower) }}{{ loop.previtem|default("-") }}{{ loop.cycle("o", "e") }} {% endfor %}',
		]);
	}

	#loop(depth: number): string {
		const source = this.#random.pick([...lists, 'text', 'mapping', 'users', 'missing', 'count']);
		const facts = [
			'loop.index',
			'loop.index0',
			'loop.first',
			'loop.last',
			'loop.revindex',
			'loop.length',
			'i',
			'i|string|upper',
		] as const;
		const body = `${this.#output(this.#random.pick(facts))}${this.#piece(depth + 1)}`;
		const other = this.#random.below(3) === 0 ? `${this.#tag('else')}nothing` : '';
		return this.#tag(`for i in ${source}`) + body + other + this.#tag('endfor');
	}

	#output(expression: string): string {
		return this.#random.pick([
			`{{ ${expression} }}`,
			`{{- ${expression} }}`,
			`{{ ${expression} -}}`,
			`{{${expression}}}`.replace('{{{', '{{ {').replace('}}}', '} }}'),
		]);
	}

	#tag(content: string): string {
		return this.#random.pick([`{% ${content} %}`, `{% ${content} %}`, `{%- ${content} %}`, `{% ${content} -%}`, `{%- ${content} -%}`]);
	}

	#condition(): string {
		const value = this.#simple();
		return this.#random.pick([
			value,
			`not ${value}`,
			`${value} is ${this.#random.pick(tests)}`,
			`${value} is not ${this.#random.pick(tests)}`,
			`${this.#random.pick(numbers)} is ${this.#random.pick(numberTests)}`,
			`${this.#random.pick(numbers)} ${this.#random.pick(['<', '<=', '==', '!=', '>'])} ${this.#random.pick(numbers)}`,
			`${this.#simple()} and ${this.#simple()}`,
			`${this.#simple()} or ${this.#simple()}`,
			`${this.#simple()} in ${this.#random.pick(lists)}`,
			`0 < count < 10`,
			`(1 < 3) == true`,
		]);
	}

	#expression(): string {
		const random = this.#random;
		const chosen = [
			() => this.#simple(),
			() => `${random.pick(texts)}|${random.pick(textFilters)}`,
			() => `${random.pick(numbers)}|${random.pick(numberFilters)}`,
			() => `${random.pick(lists)}|${random.pick(listFilters)}`.replace(/^(.*\|list)\|/, '($1)|'),
			() => `users|${random.pick(recordFilters)}`,
			() => `${random.pick(texts)}.${random.pick(textMethods)}`.replace(/^(".*?"|'.*?')\./, '($1).'),
			() =>
				`${random.pick(numbers)} ${random.pick(['+', '-', '*', '/', '//', '%'])} ${random.pick(['2', '3', 'count', '0', '-2', '2.5', '1.0'])}`,
			// JavaScript may give another last digit than C for a power that is no whole number.
			() => `${random.pick(numbers)} ** ${random.pick(['2', '3', '0', '1'])}`,
			() => `${random.pick(texts)} ${random.pick(['~', '+', '*'])} ${random.pick(['"!"', 'count', '2', 'name', 'nothing'])}`,
			() =>
				`${random.pick(lists)}${random.pick(['[0]', '[-1]', '[1:]', '[:2]', '[::2]', '[::-1]', '[-2:]', '[5:1:-1]', '[99]'])}`.replace(
					/^(.*\|list)\[/,
					'($1)[',
				),
			() => `${random.pick(texts)}${random.pick(['[0]', '[-1]', '[1:4]', '[::-1]', '[:-2]'])}`,
			() => `${this.#simple()} if ${this.#condition()} else ${this.#simple()}`,
			() => `${this.#simple()} if ${this.#condition()}`,
			() => `${this.#simple()}|default(${this.#simple()}${random.pick(['', ', true'])})`,
			() => random.pick(formats),
			() => `"${random.pick(fieldFormats)}".format(${random.pick([...numbers, ...texts])})`,
			() => `[${this.#simple()}, ${this.#simple()}]`,
			() => `{"k": ${this.#simple()}, ${random.pick(numbers)}: ${this.#simple()}}`,
			() => `(${this.#simple()}, ${this.#simple()})`,
			() => this.#condition(),
			() => `-${random.pick(numbers)}`,
			() =>
				random.pick([
					'text.__class__',
					'user["name"]',
					'user["__init__"]',
					'mapping|attr("b")',
					'name|map("upper")|join',
					'numbers|sum / numbers|length',
					'user.address["city"]|lower',
				]),
		];
		return random.pick(chosen as [() => string, ...(() => string)[]])();
	}

	#simple(): string {
		return this.#random.pick([...texts, ...numbers, ...lists, ...anything]);
	}
}
