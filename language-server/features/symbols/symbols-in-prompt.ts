import { inputMentions } from '../../../core/formats/prompt/content/input-mentions.ts';
import { namedFiles } from '../../../core/formats/prompt/named-files.ts';
import type { Identity, Prompt } from '../../../core/formats/prompt/prompt.ts';
import { walkExpressions } from '../../../templates/api.ts';
import type { VariableDefinition } from '../../../templates/api.ts';
import { normaliseVersion } from '../../../core/formats/prompt/version/version.ts';
import { resolveInclude } from '../../../core/workspace/resolve-include.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import { findName } from './find-name.ts';
import type { NamedSymbol, Occurrence } from './symbol.ts';

/** Everything a prompt file names: itself, its model, its inputs, the variables, filters and tests of its template, and other templates. */
export function symbolsInPrompt(prompt: Prompt, facts: WorkspaceFacts): readonly Occurrence[] {
	return [...identity(prompt, facts), ...ownSymbols(prompt), ...includes(prompt, facts), ...files(prompt, facts)];
}

/** What the text alone decides is found once: every question about a name asks for it, and a long template has thousands of names. */
const known = new WeakMap<Prompt, readonly Occurrence[]>();

function ownSymbols(prompt: Prompt): readonly Occurrence[] {
	const found = known.get(prompt) ?? findOwnSymbols(prompt);
	known.set(prompt, found);
	return found;
}

function findOwnSymbols(prompt: Prompt): readonly Occurrence[] {
	// The first declaration of a name counts.
	const declarations = new Map(prompt.inputs.toReversed().map(input => [input.name, input]));
	const inputNamed = (name: string): NamedSymbol => ({ kind: 'input', path: prompt.path, name, declaration: declarations.get(name) });
	return [
		...model(prompt),
		...prompt.inputs.map(({ name, nameRange }): Occurrence => ({ range: nameRange, role: 'declaration', symbol: inputNamed(name) })),
		...mentions(prompt, inputNamed),
		...variables(prompt, inputNamed),
		...calls(prompt),
	];
}

/** The name of a file whose name says it has no place in the text. */
function identity({ path, text, name, version }: Prompt, facts: WorkspaceFacts): readonly Occurrence[] {
	const listed = facts.promptAt(path)?.name ?? name.value;
	const normalised = normaliseVersion(version?.value ?? '');
	const reference = { name: listed, selector: normalised };
	return [
		...declared(text, name, { kind: 'prompt', name: listed, reference }),
		...(normalised === undefined ? [] : declared(text, version, { kind: 'version', prompt: listed, version: normalised, reference })),
	];
}

function declared(text: string, identity: Identity | undefined, symbol: NamedSymbol): readonly Occurrence[] {
	if (identity?.source !== 'front-matter') return [];
	const range = findName(text, identity.range, identity.value) ?? identity.range;
	return [{ range, role: 'declaration', symbol }];
}

function model({ text, model: named }: Prompt): readonly Occurrence[] {
	if (named === undefined) return [];
	const range = findName(text, named.range, named.value) ?? named.range;
	return [{ range, role: 'read', symbol: { kind: 'model', name: named.value } }];
}

function mentions(prompt: Prompt, inputNamed: (name: string) => NamedSymbol): readonly Occurrence[] {
	const inputs = new Set(prompt.inputs.map(({ name }) => name));
	for (const { name, definition } of prompt.template.uses) if (definition === undefined) inputs.add(name);
	return inputMentions(prompt)
		.filter(({ name }) => inputs.has(name))
		.map(({ name, range }) => ({ range, role: 'write', symbol: inputNamed(name) }));
}

function variables(prompt: Prompt, inputNamed: (name: string) => NamedSymbol): readonly Occurrence[] {
	const { uses, uncertainUses, definitions } = prompt.template;
	const own = definitions.filter(({ kind }) => kind !== 'engine');
	return [
		...own.map((definition): Occurrence => ({ range: definition.range, role: 'declaration', symbol: local(prompt, definition) })),
		...[...uses, ...uncertainUses].map(({ name, range, definition }): Occurrence => ({
			range,
			role: 'read',
			symbol: definition === undefined ? inputNamed(name) : local(prompt, definition),
		})),
		...namedArguments(prompt, own),
	];
}

function local({ path }: Prompt, definition: VariableDefinition): NamedSymbol {
	const { name, variable: number } = definition;
	return { kind: 'local', path, name, variable: number, definition };
}

/** `width` in `{{ field(width=3) }}` is the argument of the macro `field`. */
function namedArguments(prompt: Prompt, definitions: readonly VariableDefinition[]): readonly Occurrence[] {
	const macros = argumentsByMacro(definitions);
	if (macros.size === 0) return [];
	const called = new Map(prompt.template.uses.map(use => [use.range.start, use.definition]));
	const occurrences: Occurrence[] = [];
	for (const expression of walkExpressions(prompt.template.nodes)) {
		if (expression.kind !== 'call' || expression.callee.kind !== 'name') continue;
		const macro = macros.get(called.get(expression.callee.range.start)?.range.start ?? -1);
		for (const { name = '', range } of macro === undefined ? [] : expression.arguments) {
			const definition = macro?.get(name);
			if (definition === undefined) continue;
			const place = { start: range.start, end: range.start + name.length };
			occurrences.push({ range: place, role: 'write', symbol: local(prompt, definition) });
		}
	}
	return occurrences;
}

/** The arguments of each macro by name, the macro by the place of its own name: they stand behind it and before the next one’s. */
function argumentsByMacro(definitions: readonly VariableDefinition[]): ReadonlyMap<number, ReadonlyMap<string, VariableDefinition>> {
	const macros = new Map<number, Map<string, VariableDefinition>>();
	let latest: Map<string, VariableDefinition> | undefined;
	for (const definition of definitions) {
		if (definition.kind === 'macro') {
			latest = new Map<string, VariableDefinition>();
			macros.set(definition.range.start, latest);
		} else if (definition.kind === 'macro-argument') latest?.set(definition.name, definition);
	}
	return macros;
}

function calls({ template }: Prompt): readonly Occurrence[] {
	const occurrences: Occurrence[] = [];
	for (const expression of walkExpressions(template.nodes)) {
		if (expression.kind !== 'filter' && expression.kind !== 'test') continue;
		const { kind, name, nameRange } = expression;
		if (nameRange.end > nameRange.start) occurrences.push({ range: nameRange, role: 'read', symbol: { kind, name } });
	}
	return occurrences;
}

/** Files with texts of the prompt. */
function files(prompt: Prompt, facts: WorkspaceFacts): readonly Occurrence[] {
	return namedFiles(prompt).flatMap(({ target, range }) => {
		const found = resolveInclude(prompt.path, target, facts);
		return found === undefined ? [] : [{ range, role: 'read', symbol: { kind: 'file', path: found.path } } satisfies Occurrence];
	});
}

function includes({ path, text, template }: Prompt, facts: WorkspaceFacts): readonly Occurrence[] {
	return template.references.flatMap(({ target, range }) => {
		const found = target === undefined ? undefined : resolveInclude(path, target, facts);
		const place = target === undefined ? undefined : findName(text, range, target);
		return found === undefined || place === undefined
			? []
			: [{ range: place, role: 'read', symbol: { kind: 'file', path: found.path } } satisfies Occurrence];
	});
}
