import { allNodes, parseTemplate } from '../../../templates/api.ts';
import type { TemplateNode } from '../../../templates/api.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { Fix, PromptRule } from '../rule.ts';
import { ownValue } from '../../../core/base/own-value.ts';

/** Where a tag is closed is guessed from its first words; a page of prose behind it is not read again and again. */
const mostWords = 30;

const closings: Readonly<Record<string, string>> = { '{{': '}}', '{%': '%}', '{#': '#}' };

export const unclosedDelimiter: PromptRule = {
	id: 'unclosed-delimiter',
	appliesTo: 'prompt',
	summary: 'a template tag or comment without its closing delimiter, so the engine refuses the whole prompt.',
	severity: 'error',
	group: 'template',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'Jinja 3.1 grammar; djLint T034.',

	*check(prompt) {
		const found = prompt.problems.filter(({ code }) => code === 'unclosed-delimiter');
		const tags = tagsByStart(found.length === 0 ? [] : prompt.template.nodes);
		for (const { range, message } of found) yield { range, message, fixes: closeTag(prompt.text, range, tags.get(range.start)) };
	},
};

/** Looked up once for all findings: a text of nothing but braces has ten thousand. */
function tagsByStart(nodes: readonly TemplateNode[]): ReadonlyMap<number, TemplateNode> {
	const tags = new Map<number, TemplateNode>();
	for (const node of allNodes(nodes)) if (node.kind !== 'block') tags.set(node.range.start, node);
	return tags;
}

function closeTag(text: string, { start, end }: TextRange, tag: TemplateNode | undefined): readonly Fix[] {
	const closing = ownValue(closings, text.slice(start, end));
	if (closing === undefined || tag === undefined) return [];
	// A comment has no end in the tree: its line is the best guess.
	const content = tag.kind === 'error' ? (/[^\r\n]*/.exec(text.slice(start))?.[0] ?? '') : text.slice(start, tag.range.end);
	// A wrong or halved closing delimiter is replaced, not doubled.
	const halved = /[-+]?[%}#]?\}$/.exec(content.slice(-3))?.[0] ?? '';
	const whole = content.slice(0, content.length - halved.length).trimEnd();
	const kept = longestReadable(whole, closing);
	if (kept === undefined) return [];
	const range = { start: start + kept.length, end: start + (kept === whole ? content.length : kept.length) };
	return [{ title: `Close with ${closing}`, safety: 'unsafe', edits: [{ range, newText: ` ${closing}` }] }];
}

/** The tag often ends before its line does: as much of it, by words, as Jinja can read; undefined when nothing is. */
function longestReadable(content: string, closing: string): string | undefined {
	const ends = [...content.matchAll(/\S(?=\s|$)/g)].map(({ index }) => index + 1).slice(0, mostWords);
	return ends
		.reverse()
		.map(end => content.slice(0, end))
		.find(kept => kept.length > closing.length && isReadable(`${kept} ${closing}`));
}

/** A block without its end is another finding; what is in the tag can be read all the same. */
function isReadable(tag: string): boolean {
	return parseTemplate('jinja2', tag).problems.every(({ code }) => code === 'unclosed-block');
}
