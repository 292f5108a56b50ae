import { memberOf } from '../../base/member-of.ts';
import type { YamlPath, YamlSource } from '../../base/yaml/yaml-source.ts';
import type { FrontMatter } from './front-matter.ts';
import type { PromptInput } from './prompt.ts';

/**
 * The declared inputs in order of declaration: from a map (`spec: {type: string}`, short `spec: string` or `spec:`) or a list
 * (`- spec`, `- {name: spec}`). An input whose details are wrong is still declared, without the details.
 *
 * @param checked - The front matter as far as it satisfies its schema.
 */
export function readInputs(yaml: YamlSource, checked: FrontMatter | undefined): readonly PromptInput[] {
	const written = memberOf(yaml.value, 'inputs');
	if (Array.isArray(written)) return readList(yaml, written);
	if (typeof written !== 'object' || written === null) return [];
	return Object.keys(written).map(name => {
		const path = ['inputs', name];
		const nameRange = yaml.rangeOf(path, 'key');
		const value = yaml.rangeOf(path, 'value');
		const details = memberOf(checked?.inputs, name);
		return { name, nameRange, range: { start: nameRange.start, end: Math.max(nameRange.end, value.end) }, ...readDetails(details) };
	});
}

function readList(yaml: YamlSource, items: readonly unknown[]): readonly PromptInput[] {
	return items.flatMap((item, index) => {
		const path: YamlPath = ['inputs', index];
		const range = yaml.rangeOf(path, 'value');
		if (typeof item === 'string') return [{ name: item, nameRange: range, range, ...readDetails(undefined) }];
		const name = memberOf(item, 'name');
		return typeof name === 'string' ? [{ name, nameRange: yaml.rangeOf([...path, 'name'], 'value'), range, ...readDetails(item) }] : [];
	});
}

function readDetails(details: unknown): Omit<PromptInput, 'name' | 'nameRange' | 'range'> {
	const type = typeof details === 'string' ? details : memberOf(details, 'type');
	const description = memberOf(details, 'description');
	const trust = memberOf(details, 'trust');
	const maxTokens = memberOf(details, 'max_tokens');
	const hasDefault = memberOf(details, 'default') !== undefined;
	return {
		type: Array.isArray(type) ? type.join(' | ') : typeof type === 'string' ? type : undefined,
		description: typeof description === 'string' ? description : undefined,
		isRequired: !hasDefault && memberOf(details, 'required') !== false,
		default: memberOf(details, 'default'),
		trust: trust === 'trusted' || trust === 'untrusted' ? trust : undefined,
		maxTokens: typeof maxTokens === 'number' ? maxTokens : undefined,
	};
}
