/** Text from the workspace as Markdown that shows it letter by letter: no links, pictures, HTML or formatting come out of it. */
export function escapeMarkdown(text: string): string {
	return text
		.replace(/[\\`*_{}[\]()#+\-.!|~]/g, String.raw`\$&`)
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replace(/\s+/g, onOneLine);
}

/** What was put through `escapeMarkdown`, as it was apart from its line ends. */
export function unescapeMarkdown(markdown: string): string {
	return markdown
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&amp;', '&')
		.replace(/\\([\\`*_{}[\]()#+\-.!|~])/g, '$1');
}

/** Text from the workspace as inline code. The fence is longer than any run of backticks inside. */
export function inlineCode(text: string): string {
	const flat = text.replace(/\s+/g, onOneLine);
	const longest = Math.max(0, ...[...flat.matchAll(/`+/g)].map(([run]) => run.length));
	const fence = '`'.repeat(longest + 1);
	const space = longest > 0 ? ' ' : '';
	return `${fence}${space}${flat}${space}${fence}`;
}

function onOneLine(space: string): string {
	return space.includes('\n') ? ' ' : space;
}
