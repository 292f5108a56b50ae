import type { ComponentKind } from '../../../core/formats/component/component.ts';
import type { WorkspacePath } from '../../../core/ports/file-store.ts';
import type { PromptReference } from '../../../core/formats/prompt/prompt-reference.ts';
import type { PromptInput } from '../../../core/formats/prompt/prompt.ts';
import type { VariableDefinition } from '../../../templates/api.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { YamlPath } from '../../../core/base/yaml/yaml-source.ts';

/** What a word of a document stands for. */
export type NamedSymbol =
	/** An input of one prompt file. `declaration` is undefined when the template reads it without declaring it, and in other files. */
	| { readonly kind: 'input'; readonly path: WorkspacePath; readonly name: string; readonly declaration: PromptInput | undefined }
	/** A name that the template itself defines. `variable` is equal for all that are renamed together. */
	| {
			readonly kind: 'local';
			readonly path: WorkspacePath;
			readonly name: string;
			readonly variable: number;
			readonly definition: VariableDefinition;
	  }
	| { readonly kind: 'filter'; readonly name: string }
	| { readonly kind: 'test'; readonly name: string }
	/** A prompt by name, in all its versions. `reference` is the whole reference the name stands in. */
	| { readonly kind: 'prompt'; readonly name: string; readonly reference: PromptReference }
	/** One version of a prompt, normalised. */
	| { readonly kind: 'version'; readonly prompt: string; readonly version: string; readonly reference: PromptReference }
	| { readonly kind: 'stage'; readonly prompt: string; readonly stage: string; readonly reference: PromptReference }
	/** A model card, an embedding reference or a pipeline, in the version or stage that the reference asks for. */
	| { readonly kind: 'component'; readonly to: ComponentKind; readonly reference: PromptReference }
	| { readonly kind: 'experiment'; readonly id: string }
	/** Metrics of one name are one metric, in whichever experiment or gate. */
	| { readonly kind: 'metric'; readonly name: string }
	/** A model by the name a prompt or an experiment gives it, aliases apart. Declared where the configuration has facts of its own. */
	| { readonly kind: 'model'; readonly name: string }
	/** A variant of the experiment whose methodology is at `path`. */
	| { readonly kind: 'variant'; readonly path: WorkspacePath; readonly name: string }
	| { readonly kind: 'column'; readonly dataset: WorkspacePath; readonly name: string }
	| { readonly kind: 'file'; readonly path: WorkspacePath }
	/** A lint rule, where the configuration sets it. */
	| { readonly kind: 'rule'; readonly id: string }
	/** A key of the schema, at its path in the document. */
	| { readonly kind: 'key'; readonly path: YamlPath };

/** What only a methodology knows by name. */
export type PlannedSymbol = Extract<NamedSymbol, { readonly kind: 'experiment' | 'metric' | 'variant' }>;

/** What a template reads or sets. */
export type VariableSymbol = Extract<NamedSymbol, { readonly kind: 'input' | 'local' }>;

/** One place where a symbol is named. */
export interface Occurrence {
	/** The name alone: no quotes, no `$`, no `@`. */
	readonly range: TextRange;
	/** A symbol is declared in one place as a rule; `write` gives it another value. */
	readonly role: 'declaration' | 'write' | 'read';
	readonly symbol: NamedSymbol;
}

/** What follows for each kind of symbol. */
export type SymbolTable<Answer> = {
	readonly [Kind in NamedSymbol['kind']]: (symbol: Extract<NamedSymbol, { readonly kind: Kind }>) => Answer;
};

/** Asks the table about the symbol of its kind. */
export function askTable<Answer, Kind extends NamedSymbol['kind']>(
	table: SymbolTable<Answer>,
	kind: Kind,
	symbol: Extract<NamedSymbol, { readonly kind: Kind }>,
): Answer {
	return table[kind](symbol);
}

/** Equal for occurrences of the same symbol, whichever document they are in; undefined for what is no symbol of a name. */
export function symbolKey(symbol: NamedSymbol): string | undefined {
	return askTable(keys, symbol.kind, symbol);
}

const keys: SymbolTable<string | undefined> = {
	column: ({ dataset, name }) => `column ${dataset} ${name}`,
	component: ({ to, reference }) => `${to} file ${reference.name}`,
	experiment: ({ id }) => `experiment ${id}`,
	file: ({ path }) => `file ${path}`,
	filter: ({ name }) => `filter ${name}`,
	input: ({ path, name }) => `input ${path} ${name}`,
	key: () => undefined,
	local: ({ path, variable }) => `local ${path} ${variable}`,
	metric: ({ name }) => `metric ${name}`,
	model: ({ name }) => `model ${name}`,
	prompt: ({ name }) => `prompt ${name}`,
	rule: () => undefined,
	stage: ({ prompt, stage }) => `stage ${prompt} ${stage}`,
	test: ({ name }) => `test ${name}`,
	variant: ({ path, name }) => `variant ${path} ${name}`,
	version: ({ prompt, version }) => `version ${prompt} ${version}`,
};

/** The name as it stands in the text; undefined for words of a template language and of a schema, and for what others have named. */
export function symbolName(symbol: NamedSymbol): string | undefined {
	return askTable(names, symbol.kind, symbol);
}

const names: SymbolTable<string | undefined> = {
	column: ({ name }) => name,
	component: ({ reference }) => reference.name,
	experiment: ({ id }) => id,
	file: ({ path }) => path,
	filter: () => undefined,
	input: ({ name }) => name,
	key: () => undefined,
	local: ({ name }) => name,
	metric: ({ name }) => name,
	model: () => undefined,
	prompt: ({ name }) => name,
	rule: () => undefined,
	stage: ({ stage }) => stage,
	test: () => undefined,
	variant: ({ name }) => name,
	version: ({ version }) => version,
};
