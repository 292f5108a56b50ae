import assert from 'node:assert/strict';
import { findFrontMatter } from './find-front-matter.ts';

suite('findFrontMatter', () => {
	const table: readonly (readonly [title: string, path: string, text: string, yaml: string | undefined, body: string])[] = [
		['at the start', 'a.j2', '---\na: 1\n---\nhi', 'a: 1\n', 'hi'],
		['behind a licence', 'a.prompt', '# Copyright\n#\n\n---\na: 1\n---\nhi', 'a: 1\n', 'hi'],
		['behind a licence with Windows line ends', 'a.prompt', '# Copyright\r\n\r\n---\r\na: 1\r\n---\r\nhi', 'a: 1\r\n', 'hi'],
		['behind blank lines', 'a.prompty', '\n  \n---\na: 1\n---\nhi', 'a: 1\n', 'hi'],
		['not behind a heading of Markdown', 'a.md', '# Title\n\n---\na: 1\n---\nhi', undefined, ''],
		['not behind other text', 'a.prompt', 'Hello\n---\na: 1\n---\nhi', undefined, ''],
		['in a code fence', 'a.prompt.md', '```prompt\n---\na: 1\n---\nhi\n```\n', 'a: 1\n', 'hi\n'],
		['in a code fence that is not closed', 'a.prompt.md', '```prompt\n---\na: 1\n---\nhi\n', 'a: 1\n', 'hi\n'],
		['and keeps a fence that only ends the text', 'a.prompt.md', '---\na: 1\n---\n```\nhi\n```\n', 'a: 1\n', '```\nhi\n```\n'],
	];
	for (const [title, path, text, yaml, body] of table) {
		test(`finds it ${title}`, () => {
			const place = findFrontMatter(path, text);
			assert.equal(place && text.slice(place.yaml.start, place.yaml.end), yaml);
			if (place !== undefined) {
				assert.equal(text.slice(place.opening.start, place.opening.end), '---');
				assert.equal(text.slice(place.bodyStart, place.bodyEnd), body);
			}
		});
	}
});
