import type { TextRange } from '../text-range.ts';
import { findCodeFences } from './find-code-fences.ts';
import type { Message, Role } from './prompt.ts';
import type { TemplateNode, TemplateTree } from './template/template-tree.ts';

/**
 * Splits a template into messages at its role lines: `system:`, `user:`, `assistant:` or `tool:`, in lower case, at the start
 * of a line of their own.
 *
 * Messages are split before anything is rendered, so that the value of an input can never open a message of its own. Role
 * lines count inside `if`, `for`, `with` and `block`, whose text is printed where it stands. They do not count in comments,
 * in raw regions, in macros and other text that is printed elsewhere or not at all, and inside closed code fences, where
 * they are an example. Text before the first role line is a system message, as in Prompty; a template without any role
 * line is one user message.
 */
export function readMessages(text: string, template: TemplateTree): readonly Message[] {
	const markers = findMarkers(text, template);
	const first = markers[0];
	const { start, end } = template.range;
	if (first === undefined) return messageOf(text, 'user', undefined, template.range).filter(isNotEmpty);
	const preamble = { start, end: first.range.start };
	const opening = template.nodes.some(node => node.range.start < preamble.end && prints(node, text, preamble.end))
		? messageOf(text, 'system', undefined, preamble)
		: [];
	const marked = markers.flatMap(({ role, range }, index) =>
		messageOf(text, role, range, { start: range.end, end: markers[index + 1]?.range.start ?? end }),
	);
	return [...opening, ...marked];
}

interface Marker {
	readonly role: Role;
	readonly range: TextRange;
}

function findMarkers(text: string, template: TemplateTree): readonly Marker[] {
	const fences = findCodeFences(text, template.range);
	return printedTexts(template.nodes).flatMap(({ start, end }) => {
		const markers: Marker[] = [];
		for (const match of text.slice(start, end).matchAll(/^(system|user|assistant|tool):[ \t]*$/gm)) {
			const range = { start: start + match.index, end: start + match.index + match[0].trimEnd().length };
			const isLineStart = range.start === template.range.start || /[\r\n]/.test(text[range.start - 1] ?? '');
			const lineEnd = start + match.index + match[0].length;
			const isLineEnd = lineEnd === text.length || /[\r\n]/.test(text[lineEnd] ?? '');
			const role = roleOf(match[1]);
			if (role !== undefined && isLineStart && isLineEnd && !fences.some(fence => isInside(fence, range)))
				markers.push({ role, range });
		}
		return markers;
	});
}

/** The stretches of text that are printed where they stand. */
function printedTexts(nodes: readonly TemplateNode[]): readonly TextRange[] {
	return nodes.flatMap(node => {
		if (node.kind === 'text') return [node.range];
		return node.kind === 'block' && inPlaceBlocks.has(node.keyword)
			? node.branches.flatMap(branch => printedTexts(branch.children))
			: [];
	});
}

const inPlaceBlocks: ReadonlySet<string> = new Set(['if', 'for', 'with', 'block', 'autoescape', 'filter']);

/** True when the part of a node before `end` puts something on the page. */
function prints(node: TemplateNode, text: string, end: number): boolean {
	switch (node.kind) {
		case 'text':
			return text.slice(node.range.start, Math.min(node.range.end, end)).trim() !== '';
		case 'comment':
			return false;
		case 'tag':
			return node.keyword === 'include';
		case 'block':
			return inPlaceBlocks.has(node.keyword) && node.branches.some(branch => branch.children.some(child => prints(child, text, end)));
		case 'raw':
		case 'output':
		case 'error':
			return node.range.start < end;
	}
}

/** One message over a range, white space around it left out; an empty one stands at the end of its marker. */
function messageOf(text: string, role: Role, markerRange: TextRange | undefined, range: TextRange): readonly Message[] {
	const content = text.slice(range.start, range.end);
	const length = content.trim().length;
	const start = length === 0 ? range.start : range.start + (content.length - content.trimStart().length);
	return [{ role, markerRange, range: { start, end: start + length } }];
}

function isNotEmpty(message: Message): boolean {
	return message.range.end > message.range.start;
}

function isInside(outer: TextRange, inner: TextRange): boolean {
	return outer.start <= inner.start && inner.end <= outer.end;
}

function roleOf(word: string | undefined): Role | undefined {
	return word === 'system' || word === 'user' || word === 'assistant' || word === 'tool' ? word : undefined;
}
