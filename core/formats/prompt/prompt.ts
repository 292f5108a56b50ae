import type { Role, TemplateTree } from '../../../templates/api.ts';
import type { Problem } from '../../base/problem.ts';
import type { TextRange } from '../../base/text/text-range.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { YamlPath, YamlSource } from '../../base/yaml/yaml-source.ts';
import type { dialectIds } from './dialect-ids.ts';

/** How a prompt file is written. One adapter each under dialects/. */
export type DialectId = (typeof dialectIds)[number];

/** A value together with the place it was read from. */
export interface Located<Value> {
	readonly value: Value;
	readonly range: TextRange;
}

/** A name or version, which the front matter or the file name gives. A file name has no range in the text. */
export type Identity =
	| { readonly source: 'front-matter'; readonly value: string; readonly range: TextRange }
	| { readonly source: 'file-name'; readonly value: string };

/** An input the prompt declares. */
export interface PromptInput {
	readonly name: string;
	readonly nameRange: TextRange;
	/** The whole declaration, key and value. */
	readonly range: TextRange;
	/** JSON Schema's word, such as `string`, or the dialect's own where it has others; undefined when not given. */
	readonly type: string | undefined;
	readonly description: string | undefined;
	/** Required unless there is a default or `required: false`. */
	readonly isRequired: boolean;
	readonly default: unknown;
	/** Undefined when not declared: trust is never guessed. */
	readonly trust: 'trusted' | 'untrusted' | undefined;
	/** Upper bound of its size in tokens, when declared. */
	readonly maxTokens: number | undefined;
}

/** What a template takes an input for: it loops over an array, reads names from an object, and prints everything else. */
export type UsedType = 'array' | 'object' | 'string';

/** Where a file declares its inputs and how another one is written there, so that a repair speaks the dialect of the file. */
export interface InputPlace {
	/** The map or list of inputs in the front matter. */
	readonly path: YamlPath;
	/** What stands behind the name of a new input in a map, as YAML on one line. */
	readonly entry: (type: UsedType) => string;
	/** A new input in a list, as YAML on one line. */
	readonly item: (name: string, type: UsedType) => string;
}

/** Values for inputs that a file gives to try its prompt with: a case of test data, or a sample. */
export interface PromptSample {
	/** The map of the front matter whose keys are names of inputs. */
	readonly path: YamlPath;
	/** Its first line. */
	readonly range: TextRange;
	/** The names in that map, in order. */
	readonly names: readonly Located<string>[];
	/** Names that have a value from elsewhere in the file, such as defaults of all cases. */
	readonly otherNames: readonly string[];
}

/** One message of the prompt. A prompt without role markers is one `user` message without a marker. */
export interface Message {
	readonly role: Role;
	/** The role marker, for example the line `system:`; undefined for text before the first marker. */
	readonly markerRange: TextRange | undefined;
	/** Its text, white space around it left out. */
	readonly range: TextRange;
}

/**
 * A prompt file, whatever its dialect, so that each rule is written once. All ranges are offsets of `text`.
 * Nothing here throws on a broken file: what is missing is undefined and `problems` says why.
 */
export interface Prompt {
	readonly path: WorkspacePath;
	readonly text: string;
	readonly dialect: DialectId;
	/** Why this dialect was chosen, in words for the user. */
	readonly dialectReason: string;
	readonly name: Identity;
	readonly version: Identity | undefined;
	/** False for a dialect without a place for a version: such a prompt is not asked for one. */
	readonly carriesVersion: boolean;
	readonly description: Located<string> | undefined;
	readonly model: Located<string> | undefined;
	readonly parameters: ReadonlyMap<string, Located<unknown>>;
	/** In order of declaration. */
	readonly inputs: readonly PromptInput[];
	/** False when more inputs may be given than the file declares, or it declares none at all; then nothing can be undeclared. */
	readonly declaresInputs: boolean;
	/** Undefined for a dialect in which inputs cannot be declared. */
	readonly inputPlace: InputPlace | undefined;
	/** Empty for a file that has none or keeps them elsewhere. */
	readonly samples: readonly PromptSample[];
	readonly output: Located<unknown> | undefined;
	readonly messages: readonly Message[];
	readonly template: TemplateTree;
	/** False when text of the prompt stands in another file or in a language that is not read: an input may be used there. */
	readonly hasWholeTemplate: boolean;
	/** The front matter, or the whole file when that is YAML or JSON. Undefined for a file without. */
	readonly frontMatter: YamlSource | undefined;
	/** From dialect, front matter and template together, sorted by position. */
	readonly problems: readonly Problem[];
}
