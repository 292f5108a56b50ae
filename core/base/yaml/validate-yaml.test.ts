import assert from 'node:assert/strict';
import { z } from 'zod';
import { parseYaml } from './parse-yaml.ts';
import { textPathsOf } from './schema-keys.ts';
import { validateYaml } from './validate-yaml.ts';

const schema = z.strictObject({
	id: z.string().regex(/^[a-z]+$/),
	status: z.enum(['open', 'closed']).default('open'),
	model: z.string().optional(),
	size: z.int().positive().optional(),
	seeds: z.array(z.int()).min(1).optional(),
	variants: z.record(z.string(), z.strictObject({ prompt: z.string(), baseline: z.boolean().default(false) })).default({}),
	rule: z.union([z.enum(['off', 'error']), z.strictObject({ severity: z.enum(['off', 'error']) })]).optional(),
	steps: z.array(z.strictObject({ at: z.string() })).default([]),
});

/** The value, and each problem as code, words in the file and the edit that repairs them. */
function check(text: string): { readonly value: unknown; readonly problems: readonly string[] } {
	const { value, problems } = validateYaml(parseYaml(text, { isText: textPathsOf(schema) }), schema);
	return {
		value,
		problems: problems.map(({ code, range, repair }) => {
			const words = text.slice(range.start, range.end);
			return `${code}: ${words}${repair === undefined ? '' : ` -> ${repair.newText}`}`;
		}),
	};
}

suite('validateYaml', () => {
	const rest = { status: 'open', variants: {}, steps: [] };

	const cases: readonly (readonly [title: string, text: string, value: unknown, problems: readonly string[]])[] = [
		['a good file has defaults and no problems', 'id: a\n', { id: 'a', ...rest }, []],
		['a misspelled key is shown on the key', 'id: a\nmodle: x\n', { id: 'a', ...rest }, ['unknown-key: modle -> model']],
		[
			'several unknown keys are several problems',
			'id: a\nfoo: 1\nbar: 2\n',
			{ id: 'a', ...rest },
			['unknown-key: foo', 'unknown-key: bar'],
		],
		[
			'a misspelled key in a named group is compared with the keys of the group',
			'id: a\nvariants: {v: {prompt: p, basline: true}}\n',
			{ id: 'a', ...rest, variants: { v: { prompt: 'p', baseline: false } } },
			['unknown-key: basline -> baseline'],
		],
		['keys of one’s own are never unknown', 'id: a\nx-team: b\next: {}\nmetadata: 1\n', { id: 'a', ...rest }, []],
		[
			'a wrong value is left out and its default stands',
			'id: a\nstatus: opne\n',
			{ id: 'a', ...rest },
			['wrong-value-type: opne -> open'],
		],
		['a number is text where text is wanted', 'id: a\nmodel: 4\n', { id: 'a', model: '4', ...rest }, []],
		['a list where text is wanted is wrong', 'id: a\nmodel: [x]\n', { id: 'a', ...rest }, ['wrong-value-type: [x]']],
		['a number out of range is wrong', 'id: a\nsize: -1\n', { id: 'a', ...rest }, ['wrong-value-type: -1']],
		['an empty list where one is needed is wrong', 'id: a\nseeds: []\n', { id: 'a', ...rest }, ['wrong-value-type: []']],
		[
			'wrong items are shown one by one and the right ones stay',
			'id: a\nseeds:\n  - 1\n  - x\n  - 2\n  - y\n',
			{ id: 'a', ...rest, seeds: [1, 2] },
			['wrong-value-type: x', 'wrong-value-type: y'],
		],
		['a key without a value counts as not written', 'id: a\nmodel:\nsize:\n', { id: 'a', ...rest }, []],
		['a required key without a value is missing there', 'status: open\nid:\n', undefined, ['missing-required-key: id']],
		[
			'a required key that is missing is shown on the first line',
			'status: closed\nmodel: x\n',
			undefined,
			['missing-required-key: status: closed'],
		],
		['an empty file lacks its required keys', '', undefined, ['missing-required-key: ']],
		['a wrong value of a required key is one problem', 'id: A1\n', undefined, ['wrong-value-type: A1']],
		[
			'a group without a required key is left out, alone',
			'id: a\nvariants:\n  v1: {baseline: true}\n  v2: {prompt: p}\n',
			{ id: 'a', ...rest, variants: { v2: { prompt: 'p', baseline: false } } },
			['missing-required-key: v1'],
		],
		[
			'places in a list mean what they mean in the file, also after an item was left out',
			'id: a\nsteps:\n  - {at: x}\n  - {}\n  - {at: y, too: much}\n  - {at: [z]}\n',
			{ id: 'a', ...rest, steps: [{ at: 'x' }, { at: 'y' }] },
			['missing-required-key: {}', 'unknown-key: too', 'wrong-value-type: [z]'],
		],
		[
			'of two ways to write something, the one begun is judged',
			'id: a\nrule: {severity: of}\n',
			{ id: 'a', ...rest },
			['wrong-value-type: of -> off'],
		],
		[
			'of two ways to write something, the words allowed are named',
			'id: a\nrule: of\n',
			{ id: 'a', ...rest },
			['wrong-value-type: of -> off'],
		],
		['a file that is a list is wrong as a whole, shown on its first line', '- a\n- b\n', undefined, ['wrong-value-type: - a']],
		['a file that is a single word is wrong as a whole', 'hello\n', undefined, ['wrong-value-type: hello']],
		['nothing is reported of a text that was not read to its end', 'foo: 1\nstatus: "x\n', undefined, []],
	];
	for (const [title, text, value, problems] of cases) {
		test(title, () => assert.deepEqual(check(text), { value, problems }));
	}

	const messages: readonly (readonly [text: string, message: string])[] = [
		['id: a\nmodle: x', '“modle” is not a known key here, so it has no effect. Did you mean “model”?'],
		[
			'id: a\nsteps: [{at: x, elsewhere: 1}]',
			'“elsewhere” is not a known key here, so it has no effect. The keys here are at. Names of your own start with “x-”.',
		],
		['variants: {v: {}}\nid: a', '“v” needs “prompt”. Add “prompt:” with a value.'],
		['status: open', 'This file needs “id”. Add “id:” with a value.'],
		['id: a\nstatus: done', '“status” cannot be “done”: write “open” or “closed”.'],
		['id: a\nseeds: [1, x]', 'Item 2 of “seeds” cannot be “x”: write a number.'],
		['id: a\nsize: 0', '“size” cannot be “0”: write a number above 0.'],
		['id: a\nvariants: {v: {prompt: p, baseline: yes}}', '“baseline” cannot be “yes”: write true or false.'],
	];
	for (const [text, message] of messages) {
		test(`says of ${JSON.stringify(text)} what, why and what to do`, () => {
			assert.deepEqual(
				validateYaml(parseYaml(text), schema).problems.map(problem => problem.message),
				[message],
			);
		});
	}

	test('leaves the value that was read as it is', () => {
		const source = parseYaml('id: a\nfoo: 1\nseeds: [x]');
		validateYaml(source, schema);
		assert.deepEqual(source.value, { id: 'a', foo: 1, seeds: ['x'] });
	});

	test('survives a file in which everything is wrong', () => {
		const text = Array.from({ length: 2000 }, (_, line) => `k${line}: {a: ${line}}`).join('\n');
		const { problems } = validateYaml(parseYaml(text), schema);
		assert.equal(problems.length, 2001);
	});
});
