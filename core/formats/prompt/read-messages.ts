import type { TextRange } from '../../base/text/text-range.ts';
import { trimRange } from '../../base/text/text-range.ts';
import { findCodeFences } from './content/find-code-fences.ts';
import type { Message } from './prompt.ts';
import { readRole } from '../../../templates/api.ts';
import type { Role, TemplateLanguage, TemplateNode, TemplateTree } from '../../../templates/api.ts';

/** What role lines look like in a dialect. */
export interface RoleLines {
	/** Matches a whole line with the role in group 1; global and multi-line. */
	readonly pattern: RegExp;
	/** The author of a template without any role line. */
	readonly unmarked: Role;
}

const nativeRoleLines: RoleLines = { pattern: /^(system|user|assistant|tool):[ \t]*$/gm, unmarked: 'user' };

/**
 * Splits a template into messages at its role lines: `system:`, `user:`, `assistant:` or `tool:`, in lower case, at the start
 * of a line of their own, unless the dialect has others.
 *
 * Messages are split before anything is rendered, so that the value of an input can never open a message of its own. Role
 * lines count inside `if`, `for`, `with` and `block`, whose text is printed where it stands. They do not count in comments,
 * in raw regions, in macros and other text that is printed elsewhere or not at all, and inside closed code fences, where
 * they are an example. Text before the first role line is a system message, as in Prompty; a template without any role
 * line is one user message.
 */
export function readMessages(text: string, template: TemplateTree, roleLines = nativeRoleLines): readonly Message[] {
	const markers = findMarkers(text, template, roleLines.pattern);
	const first = markers[0];
	const { start, end } = template.range;
	if (first === undefined) return messageOf(text, roleLines.unmarked, undefined, template.range).filter(isNotEmpty);
	const preamble = { start, end: first.range.start };
	const opening = template.nodes.some(
		node => node.range.start < preamble.end && prints(node, { text, end: preamble.end, language: template.language }),
	)
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

function findMarkers(text: string, template: TemplateTree, pattern: RegExp): readonly Marker[] {
	const fences = findCodeFences(text, template.range);
	return printedTexts(template.nodes, template.language).flatMap(({ start, end }) => {
		const markers: Marker[] = [];
		for (const match of text.slice(start, end).matchAll(pattern)) {
			const range = { start: start + match.index, end: start + match.index + match[0].trimEnd().length };
			const isLineStart = range.start === template.range.start || /[\r\n]/.test(text[range.start - 1] ?? '');
			const lineEnd = start + match.index + match[0].length;
			const isLineEnd = lineEnd === text.length || /[\r\n]/.test(text[lineEnd] ?? '');
			const role = readRole(match[1]);
			if (role !== undefined && isLineStart && isLineEnd && !fences.some(fence => isInside(fence, range)))
				markers.push({ role, range });
		}
		return markers;
	});
}

/** The stretches of text that are printed where they stand. */
function printedTexts(nodes: readonly TemplateNode[], language: TemplateLanguage): readonly TextRange[] {
	return nodes.flatMap(node => {
		if (node.kind === 'text') return [node.range];
		return node.kind === 'block' && isInPlace(node.keyword, language)
			? node.branches.flatMap(branch => printedTexts(branch.children, language))
			: [];
	});
}

/** In Jinja many blocks define something; in Handlebars only `{{#*inline}}` does, whatever helpers there are. */
function isInPlace(keyword: string, language: TemplateLanguage): boolean {
	return language === 'jinja2' ? inPlaceBlocks.has(keyword) : keyword !== 'inline';
}

const inPlaceBlocks: ReadonlySet<string> = new Set(['if', 'for', 'with', 'block', 'autoescape', 'filter']);

interface Reach {
	readonly text: string;
	readonly end: number;
	readonly language: TemplateLanguage;
}

/** True when the part of a node before `end` puts something on the page. */
function prints(node: TemplateNode, reach: Reach): boolean {
	switch (node.kind) {
		case 'text':
			return reach.text.slice(node.range.start, Math.min(node.range.end, reach.end)).trim() !== '';
		case 'comment':
			return false;
		case 'tag':
			return reach.language !== 'jinja2' || node.keyword === 'include';
		case 'block':
			return (
				isInPlace(node.keyword, reach.language) && node.branches.some(branch => branch.children.some(child => prints(child, reach)))
			);
		case 'raw':
		case 'output':
		case 'error':
			return node.range.start < reach.end;
	}
}

/** One message over a range, white space around it left out; an empty one stands at the end of its marker. */
function messageOf(text: string, role: Role, markerRange: TextRange | undefined, range: TextRange): readonly Message[] {
	return [{ role, markerRange, range: trimRange(text, range) }];
}

function isNotEmpty(message: Message): boolean {
	return message.range.end > message.range.start;
}

function isInside(outer: TextRange, inner: TextRange): boolean {
	return outer.start <= inner.start && inner.end <= outer.end;
}
