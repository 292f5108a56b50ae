import type { Message, Prompt, PromptInput } from '../../../core/formats/prompt/prompt.ts';
import type { BlockNode, TemplateNode, VariableDefinition } from '../../../templates/api.ts';
import { trimRange } from '../../../core/base/text/text-range.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { OutlineItem } from '../symbols/symbol-service.ts';
import { trimEndOf } from '../../../core/base/text/trim-end-of.ts';

/** Front matter with its inputs, then messages with the blocks and definitions inside; a prompt of one message without its role. */
export function outlineOfPrompt(prompt: Prompt): readonly OutlineItem[] {
	const parts = partsOfTemplate(prompt);
	const sections = [...frontMatter(prompt), ...messages(prompt)];
	const inside = (item: OutlineItem): OutlineItem => {
		const children = [...item.children, ...parts.filter(part => contains(item.range, part.range))];
		return { ...item, children: children.toSorted(byStart) };
	};
	const outside = parts.filter(part => !sections.some(section => contains(section.range, part.range)));
	return [...sections.map(inside), ...outside].toSorted(byStart);
}

/** A file that is YAML as a whole has its inputs at the top, since its messages stand inside as well. */
function frontMatter({ text, frontMatter: yaml, inputs, template }: Prompt): readonly OutlineItem[] {
	const items = inputs.map(input => inputItem(input));
	if (yaml === undefined) return items;
	const range = trimRange(text, { start: yaml.offset, end: yaml.offset + yaml.text.length });
	if (range.start === range.end || range.end > template.range.start) return items;
	const first = /^\S+/.exec(text.slice(range.start, range.end))?.[0].length ?? 0;
	const nameRange = { start: range.start, end: range.start + first };
	return [{ name: 'Front matter', detail: undefined, kind: 'section', range, nameRange, children: items }];
}

function inputItem({ name, nameRange, range, type, isRequired }: PromptInput): OutlineItem {
	const detail = [...(type === undefined ? [] : [type]), ...(isRequired ? [] : ['optional'])].join(' · ');
	return { name, detail: detail === '' ? undefined : detail, kind: 'input', range: around(range, nameRange), nameRange, children: [] };
}

function messages(prompt: Prompt): readonly OutlineItem[] {
	const isWorthIt = prompt.messages.length > 1 || prompt.messages.some(({ markerRange }) => markerRange !== undefined);
	return isWorthIt ? prompt.messages.map(message => messageItem(prompt, message)) : [];
}

function messageItem({ text }: Prompt, { role, markerRange, range }: Message): OutlineItem {
	const nameRange = markerRange === undefined ? { start: range.start, end: range.start } : trimRange(text, markerRange);
	const detail = /^\S.*/m.exec(text.slice(range.start, range.end))?.[0].trim().slice(0, 60);
	return { name: role, detail, kind: 'role', range: around(range, nameRange), nameRange, children: [] };
}

function partsOfTemplate({ text, template }: Prompt): readonly OutlineItem[] {
	const definitions = template.definitions.filter(({ kind }) => kind === 'macro' || kind === 'assignment');
	return nest([...blocks(text, template.nodes), ...definitions.map(definitionItem)].toSorted(byStart));
}

function blocks(text: string, nodes: readonly TemplateNode[]): readonly OutlineItem[] {
	return nodes.flatMap(node => {
		if (node.kind !== 'block') return [];
		const inner = node.branches.flatMap(({ children }) => blocks(text, children));
		return [blockItem(text, node), ...inner];
	});
}

function blockItem(text: string, { range, keyword, branches }: BlockNode): OutlineItem {
	const tag = branches[0]?.tag;
	const nameRange = tag?.keywordRange ?? { start: range.start, end: range.start };
	const written = tag === undefined ? '' : trimEndOf(text.slice(nameRange.end, tag.range.end), '%}').replace(/[-+~]$/, '');
	const detail = written.replace(/\s+/g, ' ').trim().slice(0, 60);
	return {
		name: keyword,
		detail: detail === '' ? undefined : detail,
		kind: 'block',
		range: around(range, nameRange),
		nameRange,
		children: [],
	};
}

function definitionItem({ name, kind, range }: VariableDefinition): OutlineItem {
	return { name, detail: kind === 'macro' ? 'macro' : 'set', kind: 'variable', range, nameRange: range, children: [] };
}

/** Puts each item into the innermost one before it that contains it. */
function nest(items: readonly OutlineItem[]): readonly OutlineItem[] {
	const result: OutlineItem[] = [];
	for (let index = 0; index < items.length;) {
		const item = items[index];
		if (item === undefined) break;
		let end = index + 1;
		for (let next = items[end]; next !== undefined && contains(item.range, next.range); next = items[end]) end++;
		result.push({ ...item, children: nest(items.slice(index + 1, end)) });
		index = end;
	}
	return result;
}

function around(range: TextRange, inner: TextRange): TextRange {
	return { start: Math.min(range.start, inner.start), end: Math.max(range.end, inner.end) };
}

function contains(outer: TextRange, inner: TextRange): boolean {
	return outer.start <= inner.start && inner.end <= outer.end;
}

function byStart(left: OutlineItem, right: OutlineItem): number {
	return left.range.start - right.range.start || right.range.end - left.range.end;
}
