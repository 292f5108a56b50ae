import type { TextRange } from '../../core/base/text/text-range.ts';
import { trimRange } from '../../core/base/text/text-range.ts';
import type { Prompt } from '../../core/formats/prompt/prompt.ts';
import { allNodes } from '../../templates/api.ts';
import type { ParsedDocument } from '../documents/parsed-document.ts';
import { trimEndOf } from '../../core/base/text/trim-end-of.ts';

/** A comment of the document that may speak to this tool. */
export interface DocumentComment {
	/** Delimiters included; of JSON the property with the comma behind it. */
	readonly range: TextRange;
	/** The words between the delimiters, as they stand in the text. */
	readonly contentRange: TextRange;
}

/**
 * Every comment of a document, in order: `# …` in YAML and front matter, the comments of the template language, and in JSON,
 * which has none, properties named `"//"`. What looks like a comment inside the text of a message is text.
 */
export function findComments(document: Exclude<ParsedDocument, { kind: 'unreadable' }>): readonly DocumentComment[] {
	// Without a format nobody can tell a comment from text.
	if (document.kind === 'text') return [];
	if (isJson(document)) return jsonComments(document.value.text);
	// The prose of a model card has headings, which are no comments.
	if (document.kind === 'model') return yamlComments(document.value.yaml.text, document.value.yaml.offset);
	if (document.kind !== 'prompt') return yamlComments(document.value.text, 0);
	const { frontMatter } = document.value;
	const inFrontMatter = frontMatter === undefined ? [] : yamlComments(frontMatter.text, frontMatter.offset);
	const comments = [...inFrontMatter.filter(comment => !isInMessage(document.value, comment)), ...templateComments(document.value)];
	return comments.toSorted((left, right) => left.range.start - right.range.start);
}

/** True for a document that is JSON as a whole, whatever its name ends in. */
export function isJson(document: Exclude<ParsedDocument, { kind: 'unreadable' }>): boolean {
	const { text } = document.value;
	const isData = document.kind !== 'prompt' || document.value.frontMatter?.text.length === text.length;
	return isData && /^\s*\{/.test(text);
}

/** Finds comments line by line, so that a file with broken YAML keeps its suppressions. */
function yamlComments(text: string, offset: number): DocumentComment[] {
	return [...text.matchAll(/(?<=^|[ \t])#(?<content>[^\r\n]*)/gm)].map(match => {
		const start = offset + match.index;
		const end = start + match[0].length;
		return { range: { start, end }, contentRange: { start: start + 1, end } };
	});
}

/** A property with a text; keys such as `"//2"` let one object have several. */
function jsonComments(text: string): DocumentComment[] {
	return [...text.matchAll(/("\/\/\d*"\s*:\s*")((?:[^"\\\r\n]|\\.)*)"(?:[ \t]*,)?/g)].map(
		({ index, 0: whole, 1: opening = '', 2: content = '' }) => {
			const start = index + opening.length;
			return { range: { start: index, end: index + whole.length }, contentRange: { start, end: start + content.length } };
		},
	);
}

function templateComments({ text, template }: Prompt): DocumentComment[] {
	return [...allNodes(template.nodes)].flatMap(node => {
		if (node.kind !== 'comment') return [];
		return [{ range: node.range, contentRange: withoutDashes(text, node.contentRange) }];
	});
}

/** `{{!-- … --}}` and `{#- … -#}` have dashes beside the words. */
function withoutDashes(text: string, range: TextRange): TextRange {
	const { start, end } = trimRange(text, range);
	const words = text.slice(start, end);
	const before = /^-+/.exec(words)?.[0].length ?? 0;
	return trimRange(text, { start: start + before, end: start + Math.max(before, trimEndOf(words, '-').length) });
}

function isInMessage({ messages }: Prompt, { range }: DocumentComment): boolean {
	return messages.some(message => message.range.start <= range.start && range.end <= message.range.end);
}
