import { memberOf } from '../../../base/member-of.ts';
import { parseYaml } from '../../../base/yaml/parse-yaml.ts';
import type { YamlPath, YamlSource } from '../../../base/yaml/yaml-source.ts';
import { assemblePrompt } from '../assemble-prompt.ts';
import type { Prompt, PromptInput } from '../prompt.ts';
import type { TemplateLanguage } from '../../../../templates/api.ts';
import type { Dialect } from './dialect.ts';
import { readEmbeddedTemplate } from './parts/embedded-template.ts';
import { readLangchainMessages } from './parts/langchain-messages.ts';
import { entryRanges, keysAt, listAt, rangeOfName, textAt, valueAt } from './parts/located-data.ts';

/**
 * Prompts that LangChain wrote to YAML or JSON: files of `load_prompt` (`_type: prompt` or `few_shot`) and what `dumps` gives
 * (`"lc": 1`). The default language is f-string.
 *
 * Source: langchain-core, prompts/loading.py and load/dump.py.
 */
export const langchain: Dialect = {
	id: 'langchain',
	title: 'LangChain',
	documentation: {
		format: 'LangChain',
		files: 'saved YAML and JSON, serialised chats',
		template: 'f-string, Mustache, Jinja2',
	},
	isFallback: false,

	recognise({ form, keys, data }) {
		if (form !== 'yaml' && form !== 'json') return undefined;
		if (keys.has('_type')) return savedType.test(data) ? 'Its “_type” is one that LangChain saves prompts with.' : undefined;
		if (keys.has('lc')) return dumpedType.test(data) ? 'It is a prompt as LangChain serialises it (“lc”).' : undefined;
		const isTemplate = keys.has('template') || keys.has('template_path');
		return isTemplate && nameList.test(data)
			? 'It has a template and a list of names as “input_variables”, as LangChain has.'
			: undefined;
	},

	parse(path, text, reason) {
		const yaml = parseYaml(text);
		const root = rootOf(yaml);
		const { messages, language, isWhole } = readLangchainMessages(yaml, root);
		const read = readEmbeddedTemplate(languages.get(language) ?? 'simple', yaml, messages);
		return assemblePrompt(
			{ path, text, dialect: 'langchain', dialectReason: reason },
			{
				name: textAt(yaml, [...root, 'name']),
				description: textAt(yaml, [...root, 'description']),
				...readInputs(yaml, root),
				template: read.template,
				messages: read.messages,
				hasWholeTemplate: isWhole && read.isWhole && languages.has(language),
				frontMatter: yaml,
			},
		);
	},
};

const savedType = /["']?_type["']?[ \t]*:[ \t\r\n]*["']?(?:prompt|few_shot|chat)["']?[ \t]*(?:[,}#\r\n]|$)/;
const dumpedType = /"(?:PromptTemplate|ChatPromptTemplate|FewShotPromptTemplate)"/;
/** A list of plain names, where Semantic Kernel has a list of maps. */
const nameList = /["']?input_variables["']?[ \t]*:\s*(?:\[\s*(?:["'\w]|\])|-[ \t]*["']?\w+["']?[ \t]*(?:[#\r\n]|$))/;

const languages: ReadonlyMap<string, TemplateLanguage> = new Map([
	['f-string', 'f-string'],
	['mustache', 'mustache'],
	['jinja2', 'jinja2'],
]);

/** The path of the prompt’s own keys: at the top of a saved file, below `kwargs` of a dump, which may pipe the prompt into a model. */
function rootOf(yaml: YamlSource): YamlPath {
	if (memberOf(yaml.value, 'lc') === undefined) return [];
	return memberOf(valueAt(yaml, ['kwargs']), 'first') === undefined ? ['kwargs'] : ['kwargs', 'first', 'kwargs'];
}

/** Names in `input_variables` must be given, those in `optional_variables` and `partial_variables` have a value already. */
function readInputs(yaml: YamlSource, root: YamlPath): Pick<Prompt, 'inputs' | 'declaresInputs' | 'inputPlace'> {
	const path = [...root, 'input_variables'];
	const required = readNames(yaml, path, true);
	const optional = readNames(yaml, [...root, 'optional_variables'], false);
	const partial = keysAt(yaml, [...root, 'partial_variables']).map(name => ({
		...inputNamed(name, false),
		...entryRanges(yaml, [...root, 'partial_variables', name], name),
	}));
	return {
		inputs: [...required, ...optional, ...partial],
		declaresInputs: Array.isArray(valueAt(yaml, path)) && yaml.isComplete,
		inputPlace: { path, entry: () => '{}', item: name => JSON.stringify(name) },
	};
}

function readNames(yaml: YamlSource, path: YamlPath, isRequired: boolean): readonly PromptInput[] {
	return listAt(yaml, path).flatMap((name, index) => {
		if (typeof name !== 'string') return [];
		const range = yaml.rangeOf([...path, index], 'value');
		return [{ ...inputNamed(name, isRequired), nameRange: rangeOfName(yaml, range, name), range }];
	});
}

function inputNamed(name: string, isRequired: boolean): Omit<PromptInput, 'nameRange' | 'range'> {
	return { name, type: undefined, description: undefined, isRequired, default: undefined, trust: undefined, maxTokens: undefined };
}
