import { memberOf } from '../../../base/member-of.ts';
import type { YamlPath, YamlSource } from '../../../base/yaml/yaml-source.ts';
import { keysAt, listAt, rangeOfName, valueAt } from '../dialects/parts/located-data.ts';
import { pathOfInputs } from '../dialects/parts/path-of-inputs.ts';
import type { Prompt } from '../prompt.ts';
import { boundInputs } from './bound-inputs.ts';
import type { InputMention } from './input-mention.ts';
import { inputsReadByCode } from './promptfoo-code.ts';

/**
 * Every place beside declaration and template that names an input, in no particular order. Keys of test data that name no input are among them: whoever looks for an input
 * compares names.
 */
export function inputMentions(prompt: Prompt): readonly InputMention[] {
	const { dialect, frontMatter, inputs, text } = prompt;
	if (frontMatter === undefined) return [];
	const declared = new Set(inputs.map(({ nameRange }) => nameRange.start));
	const mentions = [
		...boundInputs(prompt),
		...keysOfData(dialect, frontMatter),
		...listedNames(dialect, frontMatter),
		...textsOfGraders(dialect, frontMatter),
		...(dialect === 'promptfoo' ? inputsReadByCode(frontMatter) : []),
	];
	return mentions.filter(({ name, range }) => !declared.has(range.start) && text.slice(range.start, range.end) === name);
}

/** Maps whose keys are inputs. */
function keysOfData(dialect: Prompt['dialect'], yaml: YamlSource): readonly InputMention[] {
	return mapsOfData(dialect, yaml).flatMap(path =>
		keysAt(yaml, path).map(name => ({ name, range: rangeOfName(yaml, yaml.rangeOf([...path, name], 'key'), name) })),
	);
}

function mapsOfData(dialect: Prompt['dialect'], yaml: YamlSource): readonly YamlPath[] {
	return dataOf[dialect]?.(yaml) ?? [];
}

/** Where the files of a dialect have maps whose keys are inputs; a dialect without any has no entry. */
const dataOf: { readonly [Dialect in Prompt['dialect']]?: (yaml: YamlSource) => readonly YamlPath[] } = {
	dotprompt: () => [['input', 'default']],
	'github-prompt': yaml => itemsAt(yaml, ['testData']),
	langchain: () => [['input_types'], ['partial_variables'], ['kwargs', 'input_types'], ['kwargs', 'first', 'kwargs', 'input_types']],
	promptfoo: yaml => casesOfPromptfoo(yaml).map(path => [...path, 'vars']),
	prompty: yaml => [pathOfInputs(yaml), ['sample']],
};

/** The test cases of promptfoo: listed, shared by all, and those of scenarios. */
function casesOfPromptfoo(yaml: YamlSource): readonly YamlPath[] {
	const scenarios = itemsAt(yaml, ['scenarios']);
	return [
		['defaultTest'],
		...itemsAt(yaml, ['tests']),
		...scenarios.flatMap(path => [...itemsAt(yaml, [...path, 'config']), ...itemsAt(yaml, [...path, 'tests'])]),
	];
}

/** The words of JSON Schema’s `required`. */
function listedNames(dialect: Prompt['dialect'], yaml: YamlSource): readonly InputMention[] {
	if (dialect !== 'dotprompt') return [];
	const path = ['input', 'schema', 'required'];
	return listAt(yaml, path).flatMap((name, index) =>
		typeof name === 'string' ? [{ name, range: rangeOfName(yaml, yaml.rangeOf([...path, index], 'value'), name) }] : [],
	);
}

/** `{{name}}` in the texts with which answers are judged. */
function textsOfGraders(dialect: Prompt['dialect'], yaml: YamlSource): readonly InputMention[] {
	const paths = gradersOf(dialect).filter(path => typeof valueAt(yaml, path) === 'object');
	return paths.flatMap(path => {
		const { start, end } = yaml.rangeOf(path, 'value');
		const text = yaml.text.slice(start - yaml.offset, end - yaml.offset);
		return Array.from(text.matchAll(/(\{\{-?\s*)([A-Za-z_]\w*)/g), ({ index, 1: opening = '', 2: name = '' }) => {
			const nameStart = start + index + opening.length;
			return { name, range: { start: nameStart, end: nameStart + name.length } };
		});
	});
}

function gradersOf(dialect: Prompt['dialect']): readonly YamlPath[] {
	if (dialect === 'github-prompt') return [['evaluators']];
	return dialect === 'promptfoo' ? [['defaultTest'], ['tests'], ['scenarios']] : [];
}

/** False when data for the inputs stands in another file, so that not every mention of an input is known. */
export function hasWholeInputData({ dialect, frontMatter }: Prompt): boolean {
	if (frontMatter === undefined) return true;
	const { value } = frontMatter;
	if (dialect === 'prompty') return ['undefined', 'object'].includes(typeof memberOf(value, 'sample'));
	if (dialect !== 'promptfoo') return true;
	const isInFile = (data: unknown): boolean =>
		typeof data === 'string' || (Array.isArray(data) && data.some(item => typeof item === 'string'));
	return !['tests', 'defaultTest', 'scenarios'].some(key => isInFile(memberOf(value, key)));
}

function itemsAt(yaml: YamlSource, path: YamlPath): readonly YamlPath[] {
	return listAt(yaml, path).map((_, index) => [...path, index]);
}
