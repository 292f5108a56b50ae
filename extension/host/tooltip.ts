import { MarkdownString } from 'vscode';

/** A tooltip: a title and rows of name and value. Everything is text of the workspace and is escaped; empty rows are left out. */
export function tooltip(title: string, rows: readonly (readonly [name: string, value: string | undefined])[]): MarkdownString {
	const markdown = new MarkdownString('**').appendText(title).appendMarkdown('**\n\n');
	for (const [name, value] of rows) {
		if (value === undefined || value === '') continue;
		markdown
			.appendMarkdown('- ')
			.appendText(`${name}: ${value.replaceAll(/\s+/g, ' ')}`)
			.appendMarkdown('\n');
	}
	return markdown;
}
