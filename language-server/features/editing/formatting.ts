import { promptContentHash } from '../../../core/formats/prompt/hash/content-hash.ts';
import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import { allNodes, spaceDelimiters } from '../../../templates/api.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import { formatYaml } from '../../../core/base/yaml/edit/format-yaml.ts';
import type { YamlSource } from '../../../core/base/yaml/yaml-source.ts';
import { isReadWithPrompts } from '../../documents/parsed-document.ts';
import type { ParsedDocument } from '../../documents/parsed-document.ts';
import { applyEdits } from '../../documents/text-edit.ts';
import type { TextEdit } from '../../documents/text-edit.ts';
import { frontMatterRange } from '../front-matter-range.ts';

/**
 * The edits that lay a document out evenly: front matter, methodology and configuration as YAML, white space at line ends, one space
 * inside the delimiters of Jinja. With `range` only those that touch it.
 *
 * Never says anything else than before: the result is parsed, and when a prompt's content hash, its findings or the data of a file
 * would differ there are no edits. Registry files and other tools' YAML and JSON are left alone.
 */
export function formattingEdits(
	document: ParsedDocument,
	parse: (text: string) => ParsedDocument | undefined,
	range?: TextRange,
): readonly TextEdit[] {
	if (document.kind === 'unreadable') return [];
	const { text } = document.value;
	const edits = editsOf(document).filter(edit => range === undefined || (edit.range.start <= range.end && range.start <= edit.range.end));
	if (edits.length === 0) return [];
	const formatted = parse(applyEdits(text, edits));
	return formatted !== undefined && meaningOf(formatted) === meaningOf(document) ? edits : [];
}

function editsOf(document: Exclude<ParsedDocument, { kind: 'unreadable' }>): readonly TextEdit[] {
	switch (document.kind) {
		case 'prompt':
			return promptEdits(document.value);
		case 'config':
		case 'embedding':
		case 'experiment':
		case 'model':
		case 'pipeline':
			return yamlEdits(document.value.yaml);
		case 'card':
		case 'host':
		case 'text':
			// Nobody knows what its spaces mean.
			return [];
		case 'registry':
			// Written by the tool, one way, so that it differs only where something happened.
			return [];
	}
}

function promptEdits(prompt: Prompt): readonly TextEdit[] {
	if (prompt.frontMatter !== undefined && frontMatterRange(prompt) === undefined) return [];
	const frontMatter = prompt.frontMatter === undefined ? [] : yamlEdits(prompt.frontMatter);
	return [...frontMatter, ...templateEdits(prompt)];
}

function templateEdits(prompt: Prompt): readonly TextEdit[] {
	const { text, template, path, problems } = prompt;
	// Two spaces at a line end are a line break of Markdown.
	const trims = !/\.md$/i.test(path);
	const edits: TextEdit[] = [];
	for (const { kind, range } of allNodes(template.nodes)) {
		if (kind === 'text' && trims) edits.push(...lineEndEdits(text, range));
		if (template.language !== 'jinja2' || (kind !== 'tag' && kind !== 'output')) continue;
		const written = text.slice(range.start, range.end);
		const newText = spaceDelimiters(written);
		if (newText !== written && isUnderstood(range, problems)) edits.push({ range, newText });
	}
	return edits;
}

function isUnderstood(tag: TextRange, problems: Prompt['problems']): boolean {
	return !problems.some(({ range }) => range.start < tag.end && tag.start < range.end);
}

/** White space before line breaks inside `range`, and at its end when the text ends there. */
function lineEndEdits(text: string, { start, end }: TextRange): readonly TextEdit[] {
	return [...text.slice(start, end).matchAll(/(?<![ \t])[ \t]+(?=\r?\n|$)/g)]
		.map(({ index, 0: space }) => ({ range: { start: start + index, end: start + index + space.length }, newText: '' }))
		.filter(edit => edit.range.end < end || end === text.length);
}

/** One edit a line where the lines stay the same, otherwise one for all. */
function yamlEdits(yaml: YamlSource): readonly TextEdit[] {
	const formatted = formatYaml(yaml);
	if (formatted === undefined || formatted === yaml.text) return [];
	const before = yaml.text.split('\n');
	const after = formatted.split('\n');
	if (before.length !== after.length) return [{ range: { start: yaml.offset, end: yaml.offset + yaml.text.length }, newText: formatted }];
	const edits: TextEdit[] = [];
	let position = yaml.offset;
	for (const [index, line] of before.entries()) {
		const newText = after[index] ?? '';
		if (newText !== line) edits.push({ range: { start: position, end: position + line.length }, newText });
		position += line.length + 1;
	}
	return edits;
}

/** What must not change. */
function meaningOf(document: ParsedDocument): string {
	if (isReadWithPrompts(document)) return document.value.text;
	switch (document.kind) {
		case 'prompt':
			return JSON.stringify([promptContentHash(document.value), document.value.frontMatter?.value, codesOf(document.value)]);
		case 'config':
		case 'embedding':
		case 'experiment':
		case 'model':
		case 'pipeline':
		case 'registry':
			return JSON.stringify([document.value.yaml.value, codesOf(document.value)]);
		case 'text':
			return document.value.text;
		case 'unreadable':
			return '';
	}
}

function codesOf({ problems }: { readonly problems: readonly { readonly code: string }[] }): readonly string[] {
	return problems.map(({ code }) => code);
}
