import assert from 'node:assert/strict';
import { sealTransition } from '../hash-chain.ts';
import { parseRegistry } from '../parse-registry.ts';
import type { Transition } from '../registry-file.ts';
import { createRegistryReader } from './registry-reader.ts';

const path = 'registry/a.yaml';
const content = 'ab'.repeat(32);

suite('a reader of many states of a registry file', () => {
	const head = `name: a\nkind: prompt\nstages: {Staging: 1.0.0}\nversions:\n  1.0.0: {source: p.j2, sha256: ${content}, stage: Staging}\n`;
	const entries = written(4);
	const whole = `${head}transitions:\n${entries.join('')}`;

	const texts: readonly (readonly [title: string, text: string])[] = [
		['a file as it is written', whole],
		['the same with CRLF', whole.replaceAll('\n', '\r\n')],
		['blank lines between entries', `${head}transitions:\n${entries.join('\n')}`],
		['a comment between entries', `${head}transitions:\n${entries.join('# why\n')}`],
		['a key behind the trail', `${head}transitions:\n${entries.join('')}aliases: {best: 1.0.0}\n`],
		['a list that is not indented', `${head}transitions:\n${entries.join('').replaceAll(/^ {2}/gm, '')}`],
		['no entry', `${head}transitions: []\n`],
		['no trail', head],
		['an entry that is an alias of another', `${whole.replace('  - at', '  - &first\n    at')}  - *first\n`],
		['an entry with a key too many', whole.replace('    by:', '    extra: 1\n    by:')],
		['an entry without a digest', whole.replace(/^ {4}digest: .*\n/m, '')],
		['an entry cut in the middle', whole.slice(0, -90)],
		['a version like a number', whole.replaceAll('version: 1.0.0', 'version: 2.10')],
		['a reason over several lines', whole.replace(/reason: .*/, 'reason: |\n      - one\n      - two')],
		['a reason in quotes that holds a list', whole.replace(/reason: .*/, 'reason: "one\n      - two"')],
		[
			'a quote that begins in one entry and ends in the next',
			whole.replace(/reason: .*/, 'reason: "one').replace(/reason: Move 2/, 'reason: two"'),
		],
		[
			'a trail in a quoted text that is not indented',
			`name: a\nx-note: "\ntransitions:\n${entries.join('').replaceAll('""', "''")}"\n`,
		],
		[
			'the same before a trail of its own',
			`name: a\nx-note: "\ntransitions:\n${entries.join('').replaceAll('""', "''")}"\ntransitions: [trail]\n`,
		],
		['two trails', `${whole}transitions:\n${entries[0] ?? ''}`],
		['a second document', `${whole}---\nname: b\n`],
		['conflict markers', `${whole}<<<<<<< ours\n=======\n>>>>>>> theirs\n`],
		['an empty file', ''],
		['no YAML', '{{{'],
	];
	for (const [title, text] of texts) {
		test(`reads ${title} as a parser of the whole file does`, () => {
			const reader = createRegistryReader();
			// What was read before must make no difference.
			reader.read(path, whole);
			reader.learn(parseRegistry(path, whole));
			assert.deepEqual(reader.read(path, text), parseRegistry(path, text).value);
			assert.deepEqual(reader.read(path, text), parseRegistry(path, text).value);
		});
	}

	test('parses an entry once, however many states have it', () => {
		const reader = createRegistryReader();
		const first = reader.read(path, `${head}transitions:\n${entries.slice(0, 2).join('')}`);
		const second = reader.read(path, whole);
		assert.equal(second?.transitions.length, 4);
		assert.equal(second.transitions[0], first?.transitions[0]);
		assert.equal(second.transitions[1], first?.transitions[1]);
	});

	test('takes over the entries of a file that was parsed, and none of one with problems', () => {
		const reader = createRegistryReader();
		const parsed = parseRegistry(path, whole);
		reader.learn(parsed);
		reader.learn(parseRegistry(path, whole.replace('Move 1', '"Move 1').replace('from: None', 'from: 1')));
		assert.equal(reader.read(path, whole)?.transitions[3], parsed.value?.transitions[3]);
	});
});

/** Entries of a trail as they are written. */
function written(count: number): readonly string[] {
	const sealed: Transition[] = [];
	for (let position = 0; position < count; position++) {
		const isIn = sealed.at(-1)?.to === 'Staging';
		const [from, to] = isIn ? ['Staging', 'None'] : ['None', 'Staging'];
		const entry = {
			at: '2025-01-01T00:00:00Z',
			by: 'Ana <ana@example.com>',
			version: '1.0.0',
			from,
			to,
			reason: `Move ${position + 1}`,
		};
		sealed.push(sealTransition(entry, sealed.at(-1)));
	}
	return sealed.map(entry => {
		const lines = Object.entries(entry).map(([key, value]) => `${key}: ${typeof value === 'string' && value !== '' ? value : '""'}`);
		return `  - ${lines.join('\n    ')}\n`;
	});
}
