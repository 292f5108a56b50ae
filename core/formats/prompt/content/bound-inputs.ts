import { memberOf } from '../../../base/member-of.ts';
import type { YamlPath, YamlSource } from '../../../base/yaml/yaml-source.ts';
import { keysAt, listAt, rangeOfName, valueAt } from '../dialects/parts/located-data.ts';
import type { Prompt } from '../prompt.ts';
import type { InputMention } from './input-mention.ts';

/**
 * The inputs that a file hands to a tool by itself, `tools[].bindings` of Prompty: they are used although the template does not read
 * them. A binding is `parameter: {input: name}`, `{name: parameter, input: name}` in a list, or `parameter: name` in short.
 */
export function boundInputs({ dialect, frontMatter, inputs }: Pick<Prompt, 'dialect' | 'frontMatter' | 'inputs'>): readonly InputMention[] {
	if (dialect !== 'prompty' || frontMatter === undefined) return [];
	const declared = new Set(inputs.map(({ name }) => name));
	return listAt(frontMatter, ['tools'])
		.flatMap((_, index) => pathsOfBindings(frontMatter, ['tools', index, 'bindings']))
		.flatMap(path => {
			const name = valueAt(frontMatter, path);
			if (typeof name !== 'string' || !declared.has(name)) return [];
			return [{ name, range: rangeOfName(frontMatter, frontMatter.rangeOf(path, 'value'), name) }];
		});
}

/** Where the names of inputs stand. */
function pathsOfBindings(yaml: YamlSource, path: YamlPath): readonly YamlPath[] {
	const steps = [...listAt(yaml, path).keys(), ...keysAt(yaml, path)];
	return steps.map(step => {
		const binding = [...path, step];
		return memberOf(valueAt(yaml, binding), 'input') === undefined ? binding : [...binding, 'input'];
	});
}
