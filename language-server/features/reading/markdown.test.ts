import assert from 'node:assert/strict';
import { escapeMarkdown, inlineCode, unescapeMarkdown } from './markdown.ts';

suite('text from the workspace in Markdown', () => {
	test('links, pictures, HTML, emphasis and lists come out as letters', () => {
		assert.equal(escapeMarkdown('[x](command:y) ![z](http://a)'), '\\[x\\]\\(command:y\\) \\!\\[z\\]\\(http://a\\)');
		assert.equal(escapeMarkdown('<img src=x onerror=y> & *b* _i_ `c`'), '&lt;img src=x onerror=y&gt; &amp; \\*b\\* \\_i\\_ \\`c\\`');
		assert.equal(escapeMarkdown('one\n# two\n- three'), 'one \\# two \\- three');
	});

	test('escaped text can be read again', () => {
		const text = '<a> & &lt; [b](c) *d* \\ `e`';
		assert.equal(unescapeMarkdown(escapeMarkdown(text)), text);
	});

	test('inline code survives backticks and line breaks inside', () => {
		assert.equal(inlineCode('a'), '`a`');
		assert.equal(inlineCode('a`b``c'), '``` a`b``c ```');
		assert.equal(inlineCode('a\n\nb'), '`a b`');
	});
});
