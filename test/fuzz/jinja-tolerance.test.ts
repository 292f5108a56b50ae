import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { parseJinja } from '../../templates/parse/jinja/parse-jinja.ts';
import { mutateTemplate } from '../differential/mutate-template.ts';
import { SeededRandom } from '../differential/seeded-random.ts';
import { TemplateGenerator } from '../differential/template-generator.ts';
import { checkTree } from './check-tree.ts';

const corpus = 'test/fuzz/corpus';
const files = readdirSync(corpus).map(name => ({ name, text: readFileSync(`${corpus}/${name}`, 'utf8') }));

suite('Jinja templates that are being written', () => {
	for (const { name, text } of files) {
		test(`every prefix of ${name} is covered by its tree`, () => {
			for (let length = 0; length <= text.length; length++) assertSound(text.slice(0, length));
		});

		test(`${name} without any one line is covered by its tree`, () => {
			const lines = text.split('\n');
			for (const index of lines.keys()) assertSound(lines.toSpliced(index, 1).join('\n'));
		});
	}

	test('mutated templates are covered by their trees', () => {
		const random = new SeededRandom(20_250_131);
		const generator = new TemplateGenerator(random);
		for (let count = 0; count < 2000; count++) {
			const source = files[count % 20]?.text ?? generator.template();
			assertSound(mutateTemplate(mutateTemplate(source, random), random));
		}
	});

	test('random characters are covered by their trees', () => {
		const random = new SeededRandom(7);
		const alphabet = [
			'{',
			'}',
			'%',
			'#',
			'-',
			'"',
			"'",
			'(',
			'[',
			' ',
			'\n',
			'\r',
			'if',
			'x',
			'.',
			'|',
			'\\',
			'\u2028',
			'\ud83d',
			'é',
		] as const;
		for (let count = 0; count < 3000; count++) {
			assertSound(Array.from({ length: random.below(40) }, () => random.pick(alphabet)).join(''));
		}
	});

	test('a part of a file is read with the offsets of the file', () => {
		const before = '---\nname: x {{ not a tag\n---\n';
		const after = '\n{{ outside }} }} {% endif %}';
		for (const { text } of files) {
			const whole = before + text + after;
			const range = { start: before.length, end: before.length + text.length };
			const part = parseJinja(whole, range);
			assert.deepEqual(checkTree(part, whole), []);
			const alone = parseJinja(text);
			assert.deepEqual(
				part.problems.map(problem => ({ ...problem, range: moved(problem.range, -before.length) })),
				alone.problems,
			);
			assert.deepEqual(
				part.uses.map(({ name, range: place }) => [name, moved(place, -before.length)]),
				alone.uses.map(({ name, range: place }) => [name, place]),
			);
		}
	});
});

function assertSound(text: string): void {
	assert.deepEqual(checkTree(parseJinja(text), text), [], JSON.stringify(text));
}

function moved(range: { readonly start: number; readonly end: number }, by: number): { start: number; end: number } {
	return { start: range.start + by, end: range.end + by };
}
