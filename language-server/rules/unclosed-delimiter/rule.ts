import { allNodes } from '../../../templates/api.ts';
import type { TemplateNode } from '../../../templates/api.ts';
import type { TextRange } from '../../../core/base/text-range.ts';
import type { Fix, PromptRule } from '../rule.ts';

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
	const closing = closings[text.slice(start, end)];
	if (closing === undefined || tag === undefined) return [];
	// A comment has no end in the tree: its line is the best guess.
	const content = tag.kind === 'error' ? (/[^\r\n]*/.exec(text.slice(start))?.[0] ?? '') : text.slice(start, tag.range.end);
	// A wrong or halved closing delimiter is replaced, not doubled.
	const halved = /[-+]?[%}#]?\}$/.exec(content.slice(-3))?.[0] ?? '';
	const kept = content.slice(0, content.length - halved.length).trimEnd();
	const range = { start: start + kept.length, end: start + content.length };
	return [{ title: `Close with ${closing}`, safety: 'unsafe', edits: [{ range, newText: ` ${closing}` }] }];
}
