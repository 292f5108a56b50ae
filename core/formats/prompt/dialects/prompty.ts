import { memberOf } from '../../../base/member-of.ts';
import type { TextRange } from '../../../base/text/text-range.ts';
import { parseYaml } from '../../../base/yaml/parse-yaml.ts';
import type { YamlPath, YamlSource } from '../../../base/yaml/yaml-source.ts';
import { assemblePrompt } from '../assemble-prompt.ts';
import { findFrontMatter } from '../find-front-matter.ts';
import type { InputPlace, Located, Prompt, PromptInput } from '../prompt.ts';
import { parseNamedTemplate } from '../template-name.ts';
import { readMessages } from '../read-messages.ts';
import type { RoleLines } from '../read-messages.ts';
import { parseTemplate } from '../../../../templates/api.ts';
import type { TemplateLanguage, TemplateTree } from '../../../../templates/api.ts';
import { hasAnyKey, isNamedAsJinja } from './candidate-file.ts';
import type { Dialect } from './dialect.ts';
import { entriesAt, entryRanges, keysAt, listAt, rangeOfName, samplesAt, textAt, valueAt } from './parts/located-data.ts';
import { pathOfInputs } from './parts/path-of-inputs.ts';
import { unclosedFrontMatter } from './parts/unclosed-front-matter.ts';

/**
 * Microsoft Prompty, versions 1 and 2. Both are read by what is written, since files of the transition mix them: the model as
 * `model.configuration` or `model.id`, inputs as a map or as a list, samples apart or as defaults.
 *
 * Source: microsoft/prompty, spec/spec.md.
 */
export const prompty: Dialect = {
	id: 'prompty',
	title: 'Prompty',
	documentation: {
		format: '[Prompty](https://github.com/microsoft/prompty) 1 and 2',
		files: '`.prompty`',
		template: 'Jinja2, Mustache, Handlebars, Nunjucks',
	},
	isFallback: false,

	recognise(file) {
		if (/\.prompty$/i.test(file.path)) return 'Its name ends in .prompty.';
		if (file.form !== 'front-matter' || isNamedAsJinja(file)) return undefined;
		if (modelKeys.test(file.data)) return 'Its front matter describes the model as Prompty does.';
		return hasAnyKey(file, ['sample']) ? 'Its front matter gives a sample as Prompty does.' : undefined;
	},

	parse(path, text, reason) {
		const origin = { path, text, dialect: 'prompty', dialectReason: reason } as const;
		const place = findFrontMatter(path, text);
		const yaml = place && parseYaml(text.slice(place.yaml.start, place.yaml.end), yamlOptions(place.yaml.start));
		const language = yaml === undefined ? 'jinja2' : readLanguage(yaml);
		const template = readTemplate(language, text, { start: place?.bodyStart ?? 0, end: text.length });
		const messages = readMessages(text, template, roleLines);
		const hasWholeTemplate = language !== undefined && !text.includes('${file:');
		if (place === undefined || yaml === undefined) return assemblePrompt(origin, { template, messages, hasWholeTemplate });
		return assemblePrompt(origin, {
			name: textAt(yaml, ['name']),
			version: textAt(yaml, ['version'], ['metadata', 'version']),
			carriesVersion: isFirstVersion(yaml),
			description: textAt(yaml, ['description']),
			model: readModel(yaml),
			parameters: entriesAt(yaml, ['model', 'options'], ['model', 'parameters']),
			...readInputs(yaml, place.isClosed),
			samples: samplesAt(yaml, ['sample']),
			output: readOutput(yaml),
			template,
			messages,
			hasWholeTemplate,
			frontMatter: yaml,
			problems: unclosedFrontMatter(place),
		});
	},
};

const modelKeys = /^model:[ \t]*\r?\n[ \t]+(?:api|id|provider|apiType|configuration|connection|options):/m;

/** Any case, and a `#` may stand before it; attributes such as `user[name="Ana"]:` belong to the line. */
const roleLines: RoleLines = {
	pattern: /^[ \t]*(?:#[ \t]*)?(system|developer|user|assistant|tool|function)(?:\[[^\]\r\n]*\])?:[ \t]*$/gim,
	unmarked: 'system',
};

function yamlOptions(offset: number): Parameters<typeof parseYaml>[1] {
	return { offset, problemCode: 'front-matter-syntax-error', isText: path => path.join('.').endsWith('version') };
}

/** Undefined for a language that is not read here. Version 1 says `template: {type: …}` or a word, version 2 `template: {format: {kind: …}}`. */
function readLanguage(yaml: YamlSource): TemplateLanguage | 'nunjucks' | undefined {
	const written = textAt(yaml, ['template', 'format', 'kind'], ['template', 'format'], ['template', 'type'], ['template']);
	if (written === undefined) return 'jinja2';
	return languages.get(written.value.toLowerCase());
}

const languages: ReadonlyMap<string, TemplateLanguage | 'nunjucks'> = new Map<string, TemplateLanguage | 'nunjucks'>([
	['jinja2', 'jinja2'],
	['jinja', 'jinja2'],
	['mustache', 'mustache'],
	['handlebars', 'handlebars'],
	['nunjucks', 'nunjucks'],
]);

function readTemplate(language: TemplateLanguage | 'nunjucks' | undefined, text: string, range: TextRange): TemplateTree {
	return language === 'nunjucks' ? parseNamedTemplate(language, text, range) : parseTemplate(language ?? 'simple', text, range);
}

function isFirstVersion(yaml: YamlSource): boolean {
	const { value } = yaml;
	const ofModel = ['api', 'configuration', 'parameters'].some(key => memberOf(memberOf(value, 'model'), key) !== undefined);
	return ofModel || ['sample', 'authors', 'version'].some(key => memberOf(value, key) !== undefined);
}

function readModel(yaml: YamlSource): Located<string> | undefined {
	const model = textAt(
		yaml,
		['model', 'id'],
		['model', 'configuration', 'azure_deployment'],
		['model', 'configuration', 'model'],
		['model', 'configuration', 'name'],
		['model'],
	);
	// The model is then chosen where the prompt runs.
	return model === undefined || /^\$\{(?:env|file):/.test(model.value) ? undefined : model;
}

function readOutput(yaml: YamlSource): Prompt['output'] {
	const key = ['outputs', 'outputSchema'].find(name => valueAt(yaml, [name]) !== undefined);
	return key === undefined ? undefined : { value: { schema: valueAt(yaml, [key]) }, range: yaml.rangeOf([key], 'value') };
}

/**
 * Inputs from `inputs` or `inputSchema`, each as a map or as a list, and from `sample`, whose values are what an input is when
 * nothing is given. A sample alone shows what was tried and not what may be given, and so does a sample in another file.
 */
function readInputs(yaml: YamlSource, isClosed: boolean): Pick<Prompt, 'inputs' | 'declaresInputs' | 'inputPlace'> {
	const path = pathOfInputs(yaml);
	const isList = listAt(yaml, path).length > 0;
	const declared = isList ? readList(yaml, path) : readMap(yaml, path);
	const names = new Set(declared.map(({ name }) => name));
	const isSampleKnown = ['undefined', 'object'].includes(typeof valueAt(yaml, ['sample']));
	const samples = keysAt(yaml, ['sample']).filter(name => !names.has(name));
	const isDeclared = typeof valueAt(yaml, path) === 'object' && (declared.length > 0 || samples.length === 0);
	return {
		inputs: isDeclared ? declared : samples.map(name => ({ name, ...entryRanges(yaml, ['sample', name], name), ...noDetails })),
		declaresInputs: isDeclared && isSampleKnown && samples.length === 0 && yaml.isComplete && isClosed,
		inputPlace: placeOf(path, isFirstVersion(yaml)),
	};
}

function placeOf(path: YamlPath, isFirst: boolean): InputPlace {
	const word = isFirst ? 'type' : 'kind';
	return { path, entry: type => `{${word}: ${type}}`, item: (name, type) => `{name: ${name}, ${word}: ${type}}` };
}

function readMap(yaml: YamlSource, path: YamlPath): readonly PromptInput[] {
	return keysAt(yaml, path).map(name => ({
		name,
		...entryRanges(yaml, [...path, name], name),
		...readDetails(valueAt(yaml, [...path, name]), valueAt(yaml, ['sample', name])),
	}));
}

function readList(yaml: YamlSource, path: YamlPath): readonly PromptInput[] {
	return listAt(yaml, path).flatMap((item, index) => {
		const name = memberOf(item, 'name');
		if (typeof name !== 'string') return [];
		const nameRange = rangeOfName(yaml, yaml.rangeOf([...path, index, 'name'], 'value'), name);
		return [{ name, nameRange, range: yaml.rangeOf([...path, index], 'value'), ...readDetails(item, undefined) }];
	});
}

const noDetails: Omit<PromptInput, 'name' | 'nameRange' | 'range'> = {
	type: undefined,
	description: undefined,
	isRequired: false,
	default: undefined,
	trust: undefined,
	maxTokens: undefined,
};

const kinds: ReadonlySet<unknown> = new Set([
	'string',
	'integer',
	'float',
	'number',
	'boolean',
	'array',
	'object',
	'thread',
	'image',
	'file',
	'audio',
]);

function readDetails(details: unknown, sample: unknown): typeof noDetails {
	const type = memberOf(details, 'kind') ?? memberOf(details, 'type');
	const description = memberOf(details, 'description');
	// A plain value stands for an input with that default; people also write the kind there.
	const isPlain = details !== null && details !== undefined && typeof details !== 'object' && !kinds.has(details);
	const value = (isPlain ? details : memberOf(details, 'default')) ?? sample;
	return {
		...noDetails,
		type: typeof type === 'string' ? type : undefined,
		description: typeof description === 'string' ? description : undefined,
		isRequired: value === undefined && memberOf(details, 'required') !== false,
		default: value,
	};
}
