import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';
import { parseTemplate, renderTemplate } from './api.ts';

suite('the README of the template library', () => {
	const readme = readFileSync('templates/README.md', 'utf8');

	test('has an example that prints what the README says', () => {
		const [importLine = '', ...code] = blockOf(readme, 'js').split('\n');
		assert.equal(importLine, "import { parseTemplate, renderTemplate } from './api.ts';");
		const printed: string[] = [];
		const log = (...words: readonly string[]): void => void printed.push(words.join(' '));
		const run: unknown = runInThisContext(`(parseTemplate, renderTemplate, console) => {${code.join('\n')}}`);
		assert.ok(typeof run === 'function');
		Reflect.apply(run, undefined, [parseTemplate, renderTemplate, { log }]);
		assert.equal(printed.join('\n'), blockOf(readme, 'text'));
	});
});

/** The text of the first fenced block of a language. */
function blockOf(markdown: string, language: string): string {
	return new RegExp(`^\`\`\`${language}\n([^]*?)\n\`\`\`$`, 'm').exec(markdown)?.[1] ?? '';
}
