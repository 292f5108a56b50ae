import { parsePromptReference } from '../../../core/formats/prompt/prompt-reference.ts';
import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import { walkYaml } from '../../../core/base/yaml/walk-yaml.ts';
import type { YamlSource } from '../../../core/base/yaml/yaml-source.ts';
import type { ParsedDocument } from '../../documents/parsed-document.ts';
import type { SemanticToken } from '../editing/editing-service.ts';
import { templateTokens } from './template-tokens.ts';

/**
 * The words that mean something, in the order of the text and without overlap: inputs, names of the template, filters, statements,
 * roles, prompt references and stages. Only those that touch `range` when one is given.
 */
export function semanticTokensOf(document: ParsedDocument, facts: WorkspaceFacts, range?: TextRange): readonly SemanticToken[] {
	const tokens = tokensOf(document, facts)
		.filter(token => token.range.start < token.range.end)
		.filter(token => range === undefined || (token.range.start <= range.end && range.start <= token.range.end))
		.toSorted((left, right) => left.range.start - right.range.start);
	let end = 0;
	return tokens.filter(token => {
		const isFree = token.range.start >= end;
		if (isFree) end = token.range.end;
		return isFree;
	});
}

function tokensOf(document: ParsedDocument, facts: WorkspaceFacts): readonly SemanticToken[] {
	switch (document.kind) {
		case 'prompt':
			return promptTokens(document.value);
		case 'experiment':
			return referenceTokens(document.value.yaml, facts);
		case 'registry':
			return stageTokens(document.value.yaml);
		case 'config':
		case 'embedding':
		case 'model':
		case 'pipeline':
		case 'card':
		case 'host':
		case 'text':
		case 'unreadable':
			return [];
	}
}

function promptTokens(prompt: Prompt): readonly SemanticToken[] {
	const declarations = prompt.inputs.map(({ nameRange }): SemanticToken => ({
		range: nameRange,
		type: 'parameter',
		modifiers: ['declaration', 'readonly'],
	}));
	const roles = prompt.messages.flatMap(({ markerRange }): readonly SemanticToken[] =>
		markerRange === undefined ? [] : [{ range: markerRange, type: 'role', modifiers: [] }],
	);
	return [...declarations, ...roles, ...templateTokens(prompt)].filter(({ range }) => isOnOneLine(prompt.text, range));
}

/** `NAME@SELECTOR` of each variant; nothing for a reference that leads nowhere. */
function referenceTokens(yaml: YamlSource, facts: WorkspaceFacts): readonly SemanticToken[] {
	const tokens: SemanticToken[] = [];
	for (const { path, valueRange } of walkYaml(yaml)) {
		if (path.length !== 3 || path[0] !== 'variants' || path[2] !== 'prompt' || valueRange === undefined) continue;
		const written = yaml.text.slice(valueRange.start - yaml.offset, valueRange.end - yaml.offset);
		const text = written.replaceAll(/^["']|["']$/g, '');
		const reference = parsePromptReference(text);
		if (reference === undefined || facts.resolve(reference).kind !== 'found') continue;
		const start = valueRange.start + written.indexOf(text);
		const nameEnd = start + reference.name.length;
		tokens.push({ range: { start, end: nameEnd }, type: 'namespace', modifiers: [] });
		if (reference.selector === undefined) continue;
		// Behind the `@`.
		const range = { start: nameEnd + 1, end: nameEnd + 1 + reference.selector.length };
		tokens.push({ range, type: 'enumMember', modifiers: /^\d/.test(reference.selector) ? ['readonly'] : [] });
	}
	return tokens;
}

/** The stages that versions hold, where they are declared. */
function stageTokens(yaml: YamlSource): readonly SemanticToken[] {
	const tokens: SemanticToken[] = [];
	for (const { path, keyRange } of walkYaml(yaml)) {
		const isStage = path.length === 2 && path[0] === 'stages';
		if (isStage && keyRange !== undefined) tokens.push({ range: keyRange, type: 'enumMember', modifiers: ['declaration'] });
	}
	return tokens;
}

function isOnOneLine(text: string, { start, end }: TextRange): boolean {
	return !/[\r\n]/.test(text.slice(start, end));
}
