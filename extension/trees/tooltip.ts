import { MarkdownString } from 'vscode';

/**
 * A tooltip: a title and rows of name and value. Everything is text of the workspace: it is escaped, and what looks like
 * an address does not become a link. Empty rows are left out.
 */
export function tooltip(title: string, rows: readonly (readonly [name: string, value: string | undefined])[]): MarkdownString {
	const markdown = new MarkdownString('**');
	appendPlain(markdown, title).appendMarkdown('**\n\n');
	for (const [name, value] of rows) {
		if (value === undefined || value === '') continue;
		appendPlain(markdown.appendMarkdown('- '), `${name}: ${value}`).appendMarkdown('\n');
	}
	return markdown;
}

/** `appendText` escapes the syntax of Markdown, but addresses are linked without any; as entities their marks are only text. */
function appendPlain(markdown: MarkdownString, text: string): MarkdownString {
	for (const part of text.replaceAll(/\s+/g, ' ').split(/([@:.])/)) {
		if (/^[@:.]$/.test(part)) markdown.appendMarkdown(`&#${part.charCodeAt(0)};`);
		else markdown.appendText(part);
	}
	return markdown;
}
