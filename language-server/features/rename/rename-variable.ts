import { hasWholeInputData, inputMentions } from '../../../core/formats/prompt/content/input-mentions.ts';
import { codeOfPromptfoo, hasCodeElsewhere } from '../../../core/formats/prompt/content/promptfoo-code.ts';
import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import { allNodes } from '../../../templates/api.ts';
import { fail, succeed } from '../../../core/base/result.ts';
import type { Result } from '../../../core/base/result.ts';
import type { FileEdit } from '../symbols/symbol-service.ts';
import type { LocatedOccurrence } from '../symbols/references.ts';
import type { NamedSymbol, VariableSymbol } from '../symbols/symbol.ts';
import { symbolsInPrompt } from '../symbols/symbols-in-prompt.ts';
import { renameInMappings } from './rename-in-mappings.ts';
import type { RenameRefusal } from './rename-refusal.ts';
import type { RenameSource } from './rename-source.ts';
import { lineOf, replaceOccurrences } from './replace-occurrences.ts';
import { refuseSharedTemplate } from './shared-templates.ts';
import { refuseVariableName } from './variable-name.ts';

/**
 * Renames an input of one prompt file, or a variable of its template. An input is renamed in declaration, template and
 * test data of this file and in the dataset mapping of experiments that try this version. Other versions of the prompt keep
 * it: they are what was evaluated.
 */
export async function renameVariable(
	prompt: Prompt,
	symbol: VariableSymbol,
	newName: string,
	source: RenameSource,
): Promise<Result<readonly FileEdit[], RenameRefusal>> {
	const { name } = symbol;
	const refusal =
		refuseVariable(prompt, symbol, source) ??
		refuseVariableName(newName, prompt) ??
		refuseSharedTemplate(prompt, symbol, newName, source.facts);
	if (refusal !== undefined) return fail(refusal);
	const occurrences = occurrencesOfVariable(prompt, symbol, source);
	const inPrompt = await replaceOccurrences(occurrences, { name, newName }, source);
	if (!inPrompt.ok) return inPrompt;
	const mappings = isInput(symbol, occurrences) ? await renameInMappings(prompt, { name, newName }, source) : succeed([]);
	if (!mappings.ok) return mappings;
	return succeed([...inPrompt.value.map(edit => withAliases(prompt, symbol, edit)), ...mappings.value]);
}

/** What keeps a variable from being renamed to anything at all. */
export function refuseVariable(prompt: Prompt, symbol: VariableSymbol, { facts }: RenameSource): RenameRefusal | undefined {
	const { path, text } = prompt;
	const { name } = symbol;
	if (symbol.kind === 'local' && symbol.definition.kind === 'engine') return { kind: 'fixed-name', name, what: 'engine-name' };
	if (symbol.kind === 'input' && !(prompt.hasWholeTemplate && hasWholeInputData(prompt) && !isReadElsewhere(prompt)))
		return { kind: 'unread-part', name, path };
	const offset = ambiguousUse(prompt, name) ?? (symbol.kind === 'input' ? doubtInCode(prompt, name) : undefined);
	if (offset !== undefined) return { kind: 'ambiguous-use', name, path, line: lineOf(text, offset) };
	return refuseSharedTemplate(prompt, symbol, name, facts);
}

/** Where the name stands in a tag that was not understood, or as what may be a member of something else. */
function ambiguousUse({ text, template }: Prompt, name: string): number | undefined {
	const uncertain = template.uncertainUses.find(use => use.name === name);
	if (uncertain !== undefined) return uncertain.range.start;
	for (const { kind, range } of allNodes(template.nodes)) {
		if (kind === 'error' && wordsIn(text.slice(range.start, range.end)).includes(name)) return range.start;
	}
	return undefined;
}

/** Where a program in the file has the name as a word and does not read it by the map of inputs, so that it may be something else. */
function doubtInCode(prompt: Prompt, name: string): number | undefined {
	const { dialect, frontMatter, text } = prompt;
	if (dialect !== 'promptfoo' || frontMatter === undefined) return undefined;
	const known = new Set(inputMentions(prompt).map(({ range }) => range.start));
	for (const { start, end } of codeOfPromptfoo(frontMatter)) {
		for (const { index, 0: word } of text.slice(start, end).matchAll(/[\p{L}\p{N}_$]+/gu)) {
			if (word === name && !known.has(start + index)) return start + index;
		}
	}
	return undefined;
}

function isReadElsewhere({ dialect, frontMatter }: Prompt): boolean {
	return dialect === 'promptfoo' && frontMatter !== undefined && hasCodeElsewhere(frontMatter);
}

function wordsIn(text: string): readonly string[] {
	return text.split(/[^\p{L}\p{N}_-]+/u);
}

/** A name may be an input on one way through the template and set by it on another; then all of them are one variable. */
function occurrencesOfVariable(prompt: Prompt, symbol: VariableSymbol, { facts }: RenameSource): readonly LocatedOccurrence[] {
	const inputs = new Set(
		prompt.template.uses.filter(use => use.definition === undefined && use.name === symbol.name).map(use => use.variable),
	);
	const includesInput = symbol.kind === 'input' || inputs.has(symbol.variable);
	const variables = symbol.kind === 'input' ? inputs : new Set([symbol.variable]);
	const isMeant = (other: NamedSymbol): boolean =>
		(other.kind === 'input' && includesInput && other.name === symbol.name) ||
		(other.kind === 'local' && variables.has(other.variable));
	const found = symbolsInPrompt(prompt, facts).filter(occurrence => isMeant(occurrence.symbol));
	const byPlace = new Map(found.map(occurrence => [occurrence.range.start, { ...occurrence, path: prompt.path }]));
	return [...byPlace.values()].toSorted((left, right) => left.range.start - right.range.start);
}

function isInput(symbol: VariableSymbol, occurrences: readonly LocatedOccurrence[]): boolean {
	return symbol.kind === 'input' || occurrences.some(occurrence => occurrence.symbol.kind === 'input');
}

/** `{% from "forms" import field %}` takes a name of the other template, which stays: it becomes `import field as input`. */
function withAliases({ text, template }: Prompt, { name }: VariableSymbol, { path, edits }: FileEdit): FileEdit {
	const imports = new Set(template.definitions.filter(({ kind }) => kind === 'import').map(({ range }) => range.start));
	return {
		path,
		edits: edits.map(({ range, newText }) => {
			const isBare = imports.has(range.start) && !/\bas\s+$/.test(text.slice(0, range.start));
			return { range, newText: isBare ? `${name} as ${newText}` : newText };
		}),
	};
}
