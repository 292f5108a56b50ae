import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import { splitFrontMatter } from '../../../core/formats/prompt/split-front-matter.ts';
import type { Fix, PromptRule } from '../rule.ts';

export const unclosedFrontMatter: PromptRule = {
	id: 'unclosed-front-matter',
	appliesTo: 'prompt',
	summary: 'front matter without its closing line “---”, so it is unclear where the prompt begins.',
	severity: 'error',
	group: 'schema',
	fix: 'safe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'Front matter of Jekyll, Prompty and VS Code prompt files.',

	*check(prompt) {
		for (const { code, range, message } of prompt.problems) {
			if (code === 'unclosed-front-matter') yield { range, message, fixes: fixesFor(prompt) };
		}
	},
};

/** The line goes where the parser took the front matter to end, so the prompt reads afterwards as it is read now. */
function fixesFor({ text }: Prompt): readonly Fix[] {
	const place = splitFrontMatter(text);
	if (place === undefined) return [];
	const { end } = place.yaml;
	const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
	const isOnNewLine = /[\r\n]$/.test(text.slice(0, end));
	const newText = `${isOnNewLine ? '' : lineBreak}---${lineBreak}`;
	return [{ title: 'Close the front matter', safety: 'safe', edits: [{ range: { start: end, end }, newText }] }];
}
