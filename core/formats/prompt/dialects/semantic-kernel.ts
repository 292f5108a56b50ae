import { memberOf } from '../../../base/member-of.ts';
import { trimRange } from '../../../base/text/text-range.ts';
import type { TextRange } from '../../../base/text/text-range.ts';
import { parseYaml } from '../../../base/yaml/parse-yaml.ts';
import type { YamlSource } from '../../../base/yaml/yaml-source.ts';
import { assemblePrompt } from '../assemble-prompt.ts';
import type { PromptOrigin } from '../assemble-prompt.ts';
import type { Message, Prompt, PromptInput } from '../prompt.ts';
import { parseTemplate, readRole } from '../../../../templates/api.ts';
import type { TemplateLanguage } from '../../../../templates/api.ts';
import { hasAnyKey } from './candidate-file.ts';
import type { CandidateFile } from './candidate-file.ts';
import type { Dialect } from './dialect.ts';
import { readEmbeddedTemplate } from './parts/embedded-template.ts';
import { entriesAt, keysAt, listAt, rangeOfName, textAt, valueAt } from './parts/located-data.ts';

/**
 * Semantic Kernel: `skprompt.txt`, whose configuration is a file beside it, and YAML with `template` and `template_format`.
 * The kernel adds inputs that a template reads and the file does not list, so none is undeclared.
 *
 * Source: microsoft/semantic-kernel, PromptTemplateConfig and KernelFunctionYaml.
 */
export const semanticKernel: Dialect = {
	id: 'semantic-kernel',
	title: 'Semantic Kernel',
	documentation: {
		format: 'Semantic Kernel',
		files: '`skprompt.txt`, YAML',
		template: '`{{$name}}`, Handlebars, Jinja2',
	},
	isFallback: false,

	recognise(file) {
		if (file.form === 'text') return recogniseText(file);
		if (file.form !== 'yaml' || !file.keys.has('template') || file.keys.has('_type')) return undefined;
		if (hasAnyKey(file, ['execution_settings', 'output_variable'])) return 'It has a template and settings of Semantic Kernel.';
		if (ownFormat.test(file.data)) return 'Its template_format is one of Semantic Kernel.';
		return inputMaps.test(file.data) ? 'It has a template and describes input_variables as Semantic Kernel does.' : undefined;
	},

	parse(path, text, reason) {
		const origin = { path, text, dialect: 'semantic-kernel', dialectReason: reason } as const;
		return /\.ya?ml$/i.test(path) ? parseFile(origin) : parseText(origin);
	},
};

const ownFormat = /^template_format:[ \t]*["']?(?:semantic-kernel|handlebars|liquid)\b/m;
const inputMaps = /^input_variables:[ \t]*\r?\n[ \t]*-[ \t]+(?:name|description|is_required|default):/m;

function recogniseText({ path, body }: CandidateFile): string | undefined {
	if (/(?:^|\/)skprompt\.txt$/i.test(path)) return 'It is named skprompt.txt.';
	const hasVariables = /\.(?:prompt|txt)$/i.test(path) && /\{\{\s*\$[A-Za-z_]\w*\s*\}\}/.test(body);
	return hasVariables ? 'Its variables are written as Semantic Kernel writes them, with $.' : undefined;
}

function parseText(origin: PromptOrigin): Prompt {
	const { text } = origin;
	const template = parseTemplate('semantic-kernel', text);
	return assemblePrompt(origin, { template, messages: readMessageTags(text, template.range) });
}

function parseFile(origin: PromptOrigin): Prompt {
	const yaml = parseYaml(origin.text);
	const language = languages.get(textAt(yaml, ['template_format'])?.value ?? 'semantic-kernel');
	const isText = typeof valueAt(yaml, ['template']) === 'string';
	const texts = isText ? [{ role: 'user', path: ['template'], rolePath: undefined, isLiteral: language === undefined } as const] : [];
	const { template, messages, isWhole } = readEmbeddedTemplate(language ?? 'simple', yaml, texts);
	const service = keysAt(yaml, ['execution_settings'])[0] ?? 'default';
	const settings = ['execution_settings', service];
	return assemblePrompt(origin, {
		name: textAt(yaml, ['name']),
		description: textAt(yaml, ['description']),
		model: textAt(yaml, [...settings, 'model_id'], [...settings, 'ai_model_id']),
		parameters: entriesAt(yaml, settings),
		inputs: readInputs(yaml),
		inputPlace: { path: ['input_variables'], entry: () => '{}', item: name => `{name: ${name}}` },
		output: readOutput(yaml),
		template,
		messages: messages.flatMap(({ range }) => readMessageTags(origin.text, range)),
		hasWholeTemplate: language !== undefined && isWhole,
		frontMatter: yaml,
	});
}

/** Liquid is not among them. */
const languages: ReadonlyMap<string, TemplateLanguage> = new Map([
	['semantic-kernel', 'semantic-kernel'],
	['handlebars', 'handlebars'],
	['jinja2', 'jinja2'],
]);

function readInputs(yaml: YamlSource): readonly PromptInput[] {
	return listAt(yaml, ['input_variables']).flatMap((item, index) => {
		const name = memberOf(item, 'name');
		if (typeof name !== 'string') return [];
		const path = ['input_variables', index];
		const description = memberOf(item, 'description');
		const type = memberOf(memberOf(item, 'json_schema'), 'type');
		return [
			{
				name,
				nameRange: rangeOfName(yaml, yaml.rangeOf([...path, 'name'], 'value'), name),
				range: yaml.rangeOf(path, 'value'),
				type: typeof type === 'string' ? type : undefined,
				description: typeof description === 'string' ? description : undefined,
				isRequired: memberOf(item, 'is_required') !== false && memberOf(item, 'default') === undefined,
				default: memberOf(item, 'default'),
				trust: undefined,
				maxTokens: undefined,
			},
		];
	});
}

function readOutput(yaml: YamlSource): Prompt['output'] {
	const value = valueAt(yaml, ['output_variable']);
	if (value === undefined || value === null) return undefined;
	return { value: { schema: memberOf(value, 'json_schema') }, range: yaml.rangeOf(['output_variable'], 'value') };
}

/** `<message role="system">…</message>`, or the whole text as one message of the user. */
function readMessageTags(text: string, { start, end }: TextRange): readonly Message[] {
	const messages: Message[] = [];
	let passed = start;
	for (const { index, 0: tag, 1: word } of text.slice(start, end).matchAll(/<message\s+role\s*=\s*["'](\w+)["'][^<>]*>/g)) {
		if (start + index < passed) continue;
		const from = start + index + tag.length;
		const to = text.indexOf(endTag, from);
		// Behind the last end tag every opening one would be looked for an end in vain.
		if (to === -1 || to + endTag.length > end) break;
		messages.push({
			role: readRole(word) ?? 'user',
			markerRange: { start: start + index, end: from },
			range: trimRange(text, { start: from, end: to }),
		});
		passed = to + endTag.length;
	}
	const all = trimRange(text, { start, end });
	return messages.length > 0 || all.start === all.end ? messages : [{ role: 'user', markerRange: undefined, range: all }];
}

const endTag = '</message>';
