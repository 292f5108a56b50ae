import { trimRange } from '../../../base/text/text-range.ts';
import type { TextRange } from '../../../base/text/text-range.ts';
import type { YamlSource } from '../../../base/yaml/yaml-source.ts';
import { assemblePrompt } from '../assemble-prompt.ts';
import { findFrontMatter } from '../find-front-matter.ts';
import type { Message, Prompt, UsedType } from '../prompt.ts';
import { parseTemplate, readRole } from '../../../../templates/api.ts';
import type { TemplateNode, TemplateTree, VariableUse } from '../../../../templates/api.ts';
import { hasAnyKey, hasHandlebarsTags } from './candidate-file.ts';
import type { CandidateFile } from './candidate-file.ts';
import type { Dialect } from './dialect.ts';
import { entriesAt, entryRanges, locatedAt, textAt, valueAt } from './parts/located-data.ts';
import { readSchemaFields } from './parts/picoschema.ts';
import { unclosedFrontMatter } from './parts/unclosed-front-matter.ts';
import { parseFrontMatter } from './parts/parse-front-matter.ts';

/**
 * Google's dotprompt, as in Genkit and Firebase: front matter, then Handlebars in which `{{role "system"}}` opens a message.
 * Any other key may be an option of a plug-in, so none is unknown.
 *
 * Source: google/dotprompt, js/src/parse.ts and spec/.
 */
export const dotprompt: Dialect = {
	id: 'dotprompt',
	title: 'dotprompt',
	documentation: {
		format: '[dotprompt](https://github.com/google/dotprompt)',
		files: '`.prompt`',
		template: 'Handlebars',
	},
	isFallback: false,

	recognise(file) {
		if (!/\.prompt$/i.test(file.path) || hasAnyKey(file, ownKeys) || isPrompty(file)) return undefined;
		if (hasHandlebarsTags(file)) return 'It ends in .prompt and has tags of Handlebars or of dotprompt’s helpers.';
		if (hasAnyKey(file, ['input', 'config', 'variant', 'toolDefs'])) return 'Its front matter has keys of dotprompt.';
		if (modelProvider.test(file.data)) return 'Its front matter names a model as Genkit does.';
		return file.startsAtOnce ? undefined : 'It ends in .prompt and has a comment before its front matter.';
	},

	parse(path, text, reason) {
		const origin = { path, text, dialect: 'dotprompt', dialectReason: reason } as const;
		const place = findFrontMatter(path, text);
		const template = withoutHelpers(parseTemplate('handlebars', text, { start: place?.bodyStart ?? 0, end: text.length }));
		const messages = readRoleTags(text, template);
		if (place === undefined) return assemblePrompt(origin, { template, messages });
		const yaml = parseFrontMatter(text, place);
		return assemblePrompt(origin, {
			name: textAt(yaml, ['name']),
			version: textAt(yaml, ['version']),
			description: textAt(yaml, ['description']),
			model: textAt(yaml, ['model']),
			parameters: entriesAt(yaml, ['config']),
			...readInputs(yaml, place.isClosed),
			output: locatedAt(yaml, ['output']),
			template,
			messages,
			frontMatter: yaml,
			problems: unclosedFrontMatter(place),
		});
	},
};

/** Keys that our own front matter has and dotprompt's has not. */
const ownKeys: readonly string[] = ['inputs', 'parameters', 'changelog', 'template', 'template_format'];

const modelProvider = /^model:[ \t]*["']?(?:googleai|vertexai|vertex-ai)\//m;

function isPrompty(file: CandidateFile): boolean {
	return hasAnyKey(file, ['sample', 'authors']) || /^model:[ \t]*\r?\n/m.test(file.data);
}

function readInputs(yaml: YamlSource, isClosed: boolean): Pick<Prompt, 'inputs' | 'declaresInputs' | 'inputPlace'> {
	const schema = readSchemaFields(valueAt(yaml, ['input', 'schema']));
	const path = ['input', 'schema', ...(schema?.path ?? [])];
	const inputs = (schema?.fields ?? []).map(({ name, key, type, description, isOptional }) => {
		const value = valueAt(yaml, ['input', 'default', name]);
		return {
			name,
			...entryRanges(yaml, [...path, key], name),
			type,
			description,
			isRequired: !isOptional && value === undefined,
			default: value,
			trust: undefined,
			maxTokens: undefined,
		};
	});
	const defaults = entriesAt(yaml, ['input', 'default']);
	const names = new Set(inputs.map(({ name }) => name));
	return {
		inputs,
		// A default for a name the schema does not have shows that the schema is not the whole truth.
		declaresInputs: schema?.isClosed === true && [...defaults.keys()].every(name => names.has(name)) && yaml.isComplete && isClosed,
		inputPlace: { path, entry: type => (schema?.path.length === 0 ? picoschemaType(type) : `{type: ${type}}`), item: name => name },
	};
}

/** Picoschema writes what an array or object holds beside it, which is not known. */
function picoschemaType(type: UsedType): string {
	return type === 'string' ? type : 'any';
}

/** Names that stand alone in a tag and are helpers of dotprompt all the same. */
const helpers: ReadonlySet<string> = new Set(['history']);

function withoutHelpers(template: TemplateTree): TemplateTree {
	const isInput = (use: VariableUse): boolean => use.definition !== undefined || !helpers.has(use.name);
	return { ...template, uses: template.uses.filter(isInput), uncertainUses: template.uncertainUses.filter(isInput) };
}

/** The messages that role tags open; a text without any, and what stands before the first, is one of the user's. */
function readRoleTags(text: string, template: TemplateTree): readonly Message[] {
	const tags = roleTags(text, template.nodes);
	const { start, end } = template.range;
	const opening = trimRange(text, { start, end: tags[0]?.range.start ?? end });
	return [
		...(opening.end > opening.start ? [{ role: 'user', markerRange: undefined, range: opening } as const] : []),
		...tags.map(({ role, range }, index) => ({
			role,
			markerRange: range,
			range: trimRange(text, { start: range.end, end: tags[index + 1]?.range.start ?? end }),
		})),
	];
}

interface RoleTag {
	readonly role: Message['role'];
	readonly range: TextRange;
}

function roleTags(text: string, nodes: readonly TemplateNode[]): readonly RoleTag[] {
	return nodes.flatMap(({ range, ...node }): readonly RoleTag[] => {
		if (node.kind === 'block') return node.branches.flatMap(branch => roleTags(text, branch.children));
		if (node.kind !== 'output' && node.kind !== 'tag') return [];
		const word = /^\{\{\{?~?\s*role\s+["'](\w+)["']/.exec(text.slice(range.start, range.end))?.[1];
		const role = readRole(word);
		return role === undefined ? [] : [{ role, range }];
	});
}
