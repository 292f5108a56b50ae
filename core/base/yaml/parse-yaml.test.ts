import assert from 'node:assert/strict';
import type { Problem } from '../problem.ts';
import { parseYaml } from './parse-yaml.ts';
import type { ParseYamlOptions } from './parse-yaml.ts';
import type { YamlPath } from './yaml-source.ts';

/** Each problem as its code and the words it is on. */
function shown(text: string, problems: readonly Problem[], offset = 0): readonly string[] {
	return problems.map(({ code, range }) => `${code}: ${text.slice(range.start - offset, range.end - offset)}`);
}

suite('parseYaml', () => {
	suite('values', () => {
		const cases: readonly (readonly [title: string, text: string, value: unknown, options?: ParseYamlOptions])[] = [
			['an empty file has no value', '', undefined],
			['a file of comments has no value', '# only this\n', undefined],
			['dates stay text', 'd: 2025-01-31', { d: '2025-01-31' }],
			['a key that looks like a number is what is written', '2.0: a\n1e3: b\n', { '2.0': 'a', '1e3': 'b' }],
			['a key that looks like a truth value is what is written', 'true: a\nnull: b', { true: 'a', null: 'b' }],
			['a value is a number unless its place is for text', 'version: 2.10', { version: 2.1 }],
			['where text is wanted, a number is text as written', 'version: 2.10', { version: '2.10' }, { isText: () => true }],
			['where text is wanted, nothing is still nothing', 'version:', { version: null }, { isText: () => true }],
			['aliases stand for what they name', 'a: &x {k: 1}\nb: *x', { a: { k: 1 }, b: { k: 1 } }],
			[
				'a merge key fills in what is not said',
				'base: &b {x: 1, y: 2}\nv: {<<: *b, y: 3}',
				{ base: { x: 1, y: 2 }, v: { x: 1, y: 3 } },
			],
			['a merge key takes a list, the first one winning', 'v: {<<: [{x: 1}, {x: 2, y: 2}]}', { v: { x: 1, y: 2 } }],
			['of two equal keys the last one counts', 'a: 1\na: 2', { a: 2 }],
			['Windows line ends make no difference', 'a: 1\r\nb:\r\n  - x\r\n  - y\r\n', { a: 1, b: ['x', 'y'] }],
			['what stands before a mistake survives', 'a: 1\nb: [1, 2\nc: x', { a: 1, b: [1, 2], c: 'x' }],
			[
				'template tags are text where asked',
				'a: {{ x }}\nb: "{% if y %}z"',
				{ a: '{{ x }}', b: '{% if y %}z' },
				{ maskTemplates: true },
			],
			[
				'a template tag with a colon and a hash is text',
				'a: x {{ d["k: #"] }} y',
				{ a: 'x {{ d["k: #"] }} y' },
				{ maskTemplates: true },
			],
			['tags side by side keep their order', 'a: {{b}}{{ccc}} and {{d}}', { a: '{{b}}{{ccc}} and {{d}}' }, { maskTemplates: true }],
			[
				'a tag that spans lines of folded text is kept',
				'a: >\n  one {{ x }}\n  two {{ yy }}\n',
				{ a: 'one {{ x }} two {{ yy }}\n' },
				{ maskTemplates: true },
			],
		];
		for (const [title, text, value, options] of cases) {
			test(title, () => assert.deepEqual(parseYaml(text, options).value, value));
		}

		test('a key named __proto__ is a key like any other', () => {
			const { value } = parseYaml('__proto__: {polluted: true}\na: 1');
			assert.deepEqual(Object.entries(value ?? {}), [
				['__proto__', { polluted: true }],
				['a', 1],
			]);
			assert.equal(Object.getPrototypeOf(value), Object.prototype);
		});
	});

	suite('problems', () => {
		const cases: readonly (readonly [title: string, text: string, problems: readonly string[]])[] = [
			['a good file has none', 'a: 1\nb: [1, 2]\n', []],
			['a duplicate key is shown where it is repeated', 'a: 1\nb: {c: 1, c: 2}\na: 3\n', ['duplicate-key: c', 'duplicate-key: a']],
			['a key in an anchor is no duplicate of itself', 'a: &x {k: 1}\nb: *x\nc: *x\n', []],
			['one mistake is one problem', 'a: [1, 2\nb: "x\nc: }\n', ['yaml-syntax-error: b']],
			['a quote that is never closed is shown where it opens', 'a: 1\nb: "x\nc: 1\n', ['yaml-syntax-error: "x']],
			['a tab that indents is shown', 'a:\n\tb: 1\n', ['yaml-syntax-error: \t']],
			['a conflict is the only problem', 'a: 1\n<<<<<<< HEAD\na: [\n=======\na: }\n>>>>>>> x\n', ['merge-conflict: <<<<<<< HEAD']],
			['an alias that names nothing is shown', 'a: *nothing\n', ['yaml-syntax-error: *nothing']],
			['an alias inside its own anchor is shown', 'a: &x\n  b: *x\n', ['yaml-syntax-error: *x']],
			['a second document is shown', 'a: 1\n---\nb: 2\n', ['yaml-syntax-error: ---']],
		];
		for (const [title, text, problems] of cases) {
			test(title, () => assert.deepEqual(shown(text, parseYaml(text).problems), problems));
		}

		test('the code and the offset are the caller’s', () => {
			const text = 'a: "x';
			const { problems, isComplete } = parseYaml(text, { offset: 40, problemCode: 'front-matter-syntax-error' });
			assert.deepEqual(shown(text, problems, 40), ['front-matter-syntax-error: "x']);
			assert.equal(problems[0]?.range.start, 43);
			assert.equal(isComplete, false);
		});

		test('a message says what, why and what to do', () => {
			assert.equal(
				parseYaml('a: b: c').problems[0]?.message,
				'This YAML cannot be read: this looks like a second “key: value” inside a value. Put quotes around the value or move the key to its own line. Until then, its content is not checked.',
			);
		});
	});

	suite('hostile input', () => {
		test('an alias bomb is refused and the rest survives', () => {
			const levels = Array.from({ length: 9 }, (_, level) => `l${level + 1}: &l${level + 1} [${`*l${level},`.repeat(9)}]`);
			const text = `name: x\nl0: &l0 [lol]\n${levels.join('\n')}\nlast: 1\n`;
			const { value, problems } = parseYaml(text);
			assert.deepEqual(shown(text, problems), ['yaml-syntax-error: *l3']);
			assert.ok(JSON.stringify(value).length < 1_000_000);
			assert.equal(JSON.stringify(value).includes('"last":1'), true);
		});

		const deep: readonly (readonly [title: string, text: string])[] = [
			['list items on one line', `${'- '.repeat(50_000)}a`],
			['brackets', `a: ${'['.repeat(100_000)}`],
			['braces', `a: ${'{b: '.repeat(50_000)}`],
			['explicit keys', `${'? '.repeat(50_000)}a`],
		];
		for (const [title, text] of deep) {
			test(`fifty thousand nested ${title} are refused without a crash`, () => {
				const { value, problems } = parseYaml(text);
				assert.equal(value, undefined);
				assert.equal(problems[0]?.message, 'This YAML is nested more than 200 levels deep and is not read. Flatten it.');
			});
		}

		test('nesting by indentation may go on for a large file', () => {
			const text = Array.from({ length: 700 }, (_, level) => `${' '.repeat(level)}k:`).join('\n');
			assert.doesNotThrow(() => parseYaml(text));
		});

		const odd: readonly (readonly [title: string, text: string])[] = [
			['NUL characters', 'a: x\u0000y\nb: 1'],
			['lone surrogates', 'a: \ud800\nb: "\udc00"'],
			['binary-like text', '\u0001\u0002\ufffd\u007f\u0000PNG\r\n\u001a\n'],
			['nothing but a bracket', '['],
			['nothing but a colon', ':'],
			['a value that only starts', 'a: &'],
			['all private-use filler', 'a: \ue000\ue001 {{ x }}'],
		];
		for (const [title, text] of odd) {
			test(`${title} never make it throw, whole or cut off`, () => {
				for (let end = 0; end <= text.length; end++) {
					for (const maskTemplates of [true, false]) {
						const source = parseYaml(text.slice(0, end), { maskTemplates });
						for (const { range } of source.problems)
							assert.ok(0 <= range.start && range.start <= range.end && range.end <= end);
						source.pathAt(end);
					}
				}
			});
		}

		test('three hundred kilobytes are read to the end', () => {
			const text = Array.from({ length: 12_000 }, (_, line) => `key${line}: {a: ${line}, b: text}`).join('\n');
			const { value, problems } = parseYaml(text);
			assert.equal(Object.keys(value ?? {}).length, 12_000);
			assert.deepEqual(problems, []);
		});
	});

	suite('ranges', () => {
		const text = [
			'name: x',
			'inputs:',
			'  spec: {type: string, trust: untrusted}',
			'  empty:',
			'  list:',
			'    - one',
			'    - two: 2',
			'',
			'text: |',
			'  line',
			'  line',
			'',
			'last: {{ masked }}',
		].join('\n');
		const source = parseYaml(text, { offset: 10, maskTemplates: true });

		const places: readonly (readonly [path: YamlPath, part: 'key' | 'value', words: string])[] = [
			[['name'], 'key', 'name'],
			[['name'], 'value', 'x'],
			[['inputs', 'spec'], 'key', 'spec'],
			[['inputs', 'spec'], 'value', '{type: string, trust: untrusted}'],
			[['inputs', 'spec', 'trust'], 'value', 'untrusted'],
			[['inputs', 'empty'], 'value', 'empty'],
			[['inputs', 'list', 0], 'value', 'one'],
			[['inputs', 'list', 0], 'key', 'one'],
			[['inputs', 'list', 1, 'two'], 'key', 'two'],
			[['inputs', 'spec', 'nowhere', 'at all'], 'key', '{type: string, trust: untrusted}'],
			[['inputs', 'list', 7], 'value', '- one\n    - two: 2'],
			[['text'], 'value', '|\n  line\n  line'],
			[['last'], 'value', '{{ masked }}'],
		];
		for (const [path, part, words] of places) {
			test(`the ${part} at ${path.join('.')} is ${JSON.stringify(words)}`, () => {
				const { start, end } = source.rangeOf(path, part);
				assert.equal(text.slice(start - 10, end - 10), words);
			});
		}

		const cursors: readonly (readonly [marker: string, shift: number, path: YamlPath, part: 'key' | 'value'])[] = [
			['name', 0, ['name'], 'key'],
			['name', 4, ['name'], 'key'],
			['name', 5, ['name'], 'value'],
			['name', 6, ['name'], 'value'],
			['name', 7, ['name'], 'value'],
			['spec', 1, ['inputs', 'spec'], 'key'],
			['untrusted', 3, ['inputs', 'spec', 'trust'], 'value'],
			['empty:', 6, ['inputs', 'empty'], 'value'],
			['one', 2, ['inputs', 'list', 0], 'value'],
			['two', 1, ['inputs', 'list', 1, 'two'], 'key'],
			['two: ', 5, ['inputs', 'list', 1, 'two'], 'value'],
			['\n\ntext', 1, [], 'value'],
			['masked', 2, ['last'], 'value'],
		];
		for (const [marker, shift, path, part] of cursors) {
			test(`a cursor ${shift} behind the start of ${JSON.stringify(marker)} is at the ${part} ${path.join('.') || 'top'}`, () => {
				assert.deepEqual(source.pathAt(10 + text.indexOf(marker) + shift), { path, part });
			});
		}

		test('a cursor behind the colon of the very last key is at its value', () => {
			assert.deepEqual(parseYaml('a: 1\nmodel: ').pathAt(12), { path: ['model'], part: 'value' });
		});
	});
});
