import assert from 'node:assert/strict';
import { frontMatterKeys, splitFrontMatter } from './split-front-matter.ts';

suite('splitFrontMatter', () => {
	const cases: readonly (readonly [title: string, text: string, yaml: string | undefined, body?: string, isClosed?: boolean])[] = [
		['front matter and body', '---\na: 1\n---\nbody', 'a: 1\n', 'body'],
		['Windows line ends', '---\r\na: 1\r\n---\r\nbody', 'a: 1\r\n', 'body'],
		['no final newline after the closing line', '---\na: 1\n---', 'a: 1\n', ''],
		['spaces behind the fences', '---  \na: 1\n--- \nbody', 'a: 1\n', 'body'],
		['empty front matter', '---\n---\nbody', '', 'body'],
		['a value that looks like a fence', '---\na: "---"\n---\nb', 'a: "---"\n', 'b'],
		['a fence in the body', '---\na: 1\n---\nb\n---\nc', 'a: 1\n', 'b\n---\nc'],
		['front matter that is never closed, up to a blank line', '---\na: 1\n\nbody', 'a: 1\n', '\nbody', false],
		['front matter that is never closed, up to a role line', '---\na: 1\nsystem:\nbody', 'a: 1\n', 'system:\nbody', false],
		['a map of inputs is no role line', '---\na: 1\ninputs:\n  spec: string\n', 'a: 1\ninputs:\n  spec: string\n', '', false],
		['front matter in the making', '---\nname: x', 'name: x', '', false],
		['a mistake in the first line', '---\nname x\nversion: 1.0.0\n---\nb', 'name x\nversion: 1.0.0\n', 'b'],
		['no front matter', 'body', undefined],
		['an empty file', '', undefined],
		['a thematic break', '---\nHello there.\n---\nMore.', undefined],
		['a thematic break alone', '---\n\ntext', undefined],
		['fences that are not on the first line', '\n---\na: 1\n---\n', undefined],
		['four dashes', '----\na: 1\n----\n', undefined],
	];
	for (const [title, text, yaml, body, isClosed = true] of cases) {
		test(title, () => {
			const place = splitFrontMatter(text);
			assert.equal(place && text.slice(place.yaml.start, place.yaml.end), yaml);
			if (place !== undefined) assert.deepEqual([text.slice(place.bodyStart), place.isClosed], [body, isClosed]);
		});
	}

	test('a large file without a closing line is searched to the end', () => {
		assert.equal(splitFrontMatter(`---\n${'key: value\n'.repeat(30_000)}`)?.isClosed, false);
	});
});

suite('frontMatterKeys', () => {
	test('are the keys at the left margin', () => {
		const text = '---\nname: x\ninputs:\n  spec: string\n"quoted": 1\n# no: comment\n---\nbody: no';
		const place = splitFrontMatter(text);
		assert.deepEqual(place && [...frontMatterKeys(text, place)], ['name', 'inputs', 'quoted']);
	});
});
