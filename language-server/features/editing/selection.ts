import { frontMatterRange } from '../front-matter-range.ts';
import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import { nodesAt, walkExpression } from '../../../templates/api.ts';
import type { Expression, TemplateNode } from '../../../templates/api.ts';
import { touches, trimRange } from '../../../core/base/text/text-range.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import { walkYaml } from '../../../core/base/yaml/walk-yaml.ts';
import type { YamlSource } from '../../../core/base/yaml/yaml-source.ts';
import type { ParsedDocument } from '../../documents/parsed-document.ts';
import { yamlOf } from '../yaml-of.ts';
import { runBefore } from '../../../core/base/text/run-before.ts';

/**
 * What “expand selection” selects from `offset` on, the smallest first and each inside the next: word, expression, tag, branch,
 * block, line, paragraph, message; in YAML the value without and with its quotes, its entry, what that lies in; then the document.
 */
export function selectionRangesAt(document: ParsedDocument, offset: number): readonly TextRange[] {
	if (document.kind === 'unreadable') return [];
	const { text } = document.value;
	const yaml = yamlOf(document);
	const candidates = [
		...wordsAt(text, offset),
		...(document.kind === 'prompt' ? rangesInPrompt(document.value, offset) : []),
		...(yaml === undefined ? [] : rangesInYaml(yaml, offset)),
		{ start: 0, end: text.length },
	];
	return nested(candidates.filter(range => touches(range, offset)));
}

/** Those that lie inside each other, the smallest first; of two that overlap the smaller one stays. */
function nested(candidates: readonly TextRange[]): readonly TextRange[] {
	const chain: TextRange[] = [];
	for (const range of candidates.toSorted((left, right) => left.end - left.start - (right.end - right.start))) {
		const inner = chain.at(-1);
		const isWider = inner === undefined || range.end - range.start > inner.end - inner.start;
		if (range.end > range.start && isWider && (inner === undefined || (range.start <= inner.start && inner.end <= range.end)))
			chain.push(range);
	}
	return chain;
}

/** The word, the line without and with its indentation, the paragraph. */
function wordsAt(text: string, offset: number): readonly TextRange[] {
	const before = runBefore(text.slice(Math.max(0, offset - 200), offset), /^[\p{L}\p{N}_]$/u);
	const after = /^[\p{L}\p{N}_]*/u.exec(text.slice(offset, offset + 200))?.[0] ?? '';
	const lineEnd = endOf(text, '\n', offset);
	const line = { start: text.lastIndexOf('\n', offset - 1) + 1, end: text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd };
	return [{ start: offset - before.length, end: offset + after.length }, trimRange(text, line), line, paragraphAt(text, offset)];
}

function paragraphAt(text: string, offset: number): TextRange {
	const before = [...text.slice(0, offset).matchAll(/\n[ \t\r]*(?=\n)/g)].at(-1);
	const after = /\n[ \t\r]*(?:\n|$)/.exec(text.slice(offset));
	const start = before === undefined ? 0 : before.index + before[0].length + 1;
	const end = after === null ? text.length : offset + after.index;
	return trimRange(text, { start: Math.min(start, end), end });
}

function endOf(text: string, mark: string, offset: number): number {
	const found = text.indexOf(mark, offset);
	return found === -1 ? text.length : found;
}

function rangesInPrompt(prompt: Prompt, offset: number): readonly TextRange[] {
	const { template, messages, text } = prompt;
	const frontMatter = frontMatterRange(prompt);
	const isEmbedded = frontMatter === undefined && prompt.frontMatter !== undefined;
	const ofMessages = messages.flatMap(({ markerRange, range }) =>
		// In YAML, role and text are entries with other entries between them.
		markerRange === undefined || isEmbedded ? [range] : [range, { start: markerRange.start, end: range.end }],
	);
	return [
		...nodesAt(template.nodes, offset).flatMap(node => rangesOfNode(node, text, offset)),
		...ofMessages,
		...(isEmbedded ? [] : [trimRange(text, template.range), template.range]),
		...(frontMatter === undefined ? [] : [frontMatter]),
	];
}

function rangesOfNode(node: TemplateNode, text: string, offset: number): readonly TextRange[] {
	switch (node.kind) {
		case 'text':
		case 'error':
			return [];
		case 'comment':
		case 'raw':
			return [trimRange(text, node.contentRange), node.contentRange, node.range];
		case 'output':
			return [...expressionsAt([node.expression], offset), node.range];
		case 'tag':
			return [...expressionsAt(node.expressions, offset), node.keywordRange, node.range];
		case 'block':
			return [
				...node.branches.flatMap(({ children }) => {
					const [first] = children;
					const last = children.at(-1);
					if (first === undefined || last === undefined) return [];
					const body = { start: first.range.start, end: last.range.end };
					return [trimRange(text, body), body];
				}),
				node.range,
			];
	}
}

function expressionsAt(expressions: readonly Expression[], offset: number): readonly TextRange[] {
	return expressions.flatMap(expression =>
		touches(expression.range, offset)
			? [...walkExpression(expression)].map(({ range }) => range).filter(range => touches(range, offset))
			: [],
	);
}

function rangesInYaml(yaml: YamlSource, offset: number): readonly TextRange[] {
	const all = { start: yaml.offset, end: yaml.offset + yaml.text.length };
	if (!touches(all, offset)) return [];
	const found: TextRange[] = [{ start: all.start, end: all.start + yaml.text.trimEnd().length }, all];
	for (const { range, keyRange, valueRange } of walkYaml(yaml)) {
		if (!touches(range, offset)) continue;
		found.push(range);
		if (keyRange !== undefined) found.push(keyRange);
		if (valueRange !== undefined) found.push(valueRange, withoutQuotes(yaml, valueRange));
	}
	return found;
}

function withoutQuotes({ text, offset }: YamlSource, { start, end }: TextRange): TextRange {
	const isQuoted = end - start > 2 && /^(["']).*\1$/s.test(text.slice(start - offset, end - offset));
	return isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
}
