import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import { allNodes, vocabulary, walkExpressions } from '../../../templates/api.ts';
import type { VariableDefinition, VariableUse } from '../../../templates/api.ts';
import type { SemanticToken } from '../editing/editing-service.ts';

/** The tokens of a template: names where they are defined and read, filters and tests, statements. Of two on one word the first counts. */
export function templateTokens(prompt: Prompt): readonly SemanticToken[] {
	const { uses, uncertainUses, definitions } = prompt.template;
	const declared = new Set(prompt.inputs.map(({ name }) => name));
	return [
		...definitions.map(({ range, kind }): SemanticToken => ({ range, type: typeOf(kind), modifiers: ['declaration'] })),
		...uses.map(use => useToken(use, declared, prompt.declaresInputs)),
		...uncertainUses.map(use => useToken(use, declared, false)),
		...callTokens(prompt),
		...keywordTokens(prompt),
	];
}

function useToken({ name, range, definition }: VariableUse, declared: ReadonlySet<string>, isListed: boolean): SemanticToken {
	if (definition === undefined) {
		const modifiers: SemanticToken['modifiers'] = declared.has(name) ? ['readonly'] : isListed ? ['undeclared'] : [];
		return { range, type: 'parameter', modifiers };
	}
	return { range, type: typeOf(definition.kind), modifiers: definition.kind === 'engine' ? ['defaultLibrary', 'readonly'] : [] };
}

function typeOf(kind: VariableDefinition['kind']): SemanticToken['type'] {
	if (kind === 'macro') return 'function';
	return kind === 'import' ? 'namespace' : 'variable';
}

const builtIn: Readonly<Record<'filter' | 'test', ReadonlySet<string>>> = {
	filter: new Set(vocabulary.jinja.filters.map(({ name }) => name)),
	test: new Set(vocabulary.jinja.tests.map(({ name }) => name)),
};

function callTokens({ template }: Prompt): readonly SemanticToken[] {
	const tokens: SemanticToken[] = [];
	for (const expression of walkExpressions(template.nodes)) {
		if (expression.kind !== 'filter' && expression.kind !== 'test') continue;
		const modifiers: SemanticToken['modifiers'] = builtIn[expression.kind].has(expression.name) ? ['defaultLibrary'] : [];
		tokens.push({ range: expression.nameRange, type: 'function', modifiers });
	}
	return tokens;
}

function keywordTokens({ template }: Prompt): readonly SemanticToken[] {
	const tokens: SemanticToken[] = [];
	for (const node of allNodes(template.nodes)) {
		if (node.kind !== 'tag') continue;
		// The word of a Handlebars tag is a helper's or a value's name; signs such as `>` are no words.
		const isStatement =
			template.language === 'jinja2' || node.keyword === 'else' || vocabulary.handlebars.builtInHelpers.has(node.keyword);
		if (/^\w+$/.test(node.keyword))
			tokens.push({ range: node.keywordRange, type: isStatement ? 'keyword' : 'function', modifiers: [] });
	}
	return tokens;
}
