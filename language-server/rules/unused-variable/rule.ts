import { memberOf } from '../../../core/base/member-of.ts';
import { boundInputs } from '../../../core/formats/prompt/content/bound-inputs.ts';
import type { Prompt, PromptInput } from '../../../core/formats/prompt/prompt.ts';
import { removeYamlItem } from '../../../core/base/yaml/edit/edit-yaml-list.ts';
import { removeYamlEntry } from '../../../core/base/yaml/edit/edit-yaml.ts';
import type { YamlEdit } from '../../../core/base/yaml/edit/edit-yaml.ts';
import type { YamlPath, YamlSource } from '../../../core/base/yaml/yaml-source.ts';
import type { Fix, PromptRule } from '../rule.ts';

export const unusedVariable: PromptRule = {
	id: 'unused-variable',
	appliesTo: 'prompt',
	summary: 'an input that is declared but never used.',
	severity: 'warning',
	group: 'variables',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'ESLint no-unused-vars; promptly unused-variable.',

	*check(prompt) {
		if (!prompt.declaresInputs || !isWholeTemplateKnown(prompt)) return;
		const { uses, uncertainUses } = prompt.template;
		// A name inside a block whose helper is the host's may be a member of something else, or this very input.
		const read = [...uses, ...uncertainUses].filter(use => use.definition === undefined);
		const used = new Set([...read, ...boundInputs(prompt)].map(({ name }) => name));
		for (const input of prompt.inputs) {
			if (used.has(input.name)) continue;
			yield {
				range: input.nameRange,
				message: `“${input.name}” is declared but never used, so callers pass a value that changes nothing. Use it or remove it.`,
				fixes: removal(prompt, input),
				tag: 'unnecessary',
			};
		}
	},
};

/** Another template or file may read the input, and behind a syntax error a use may go unseen: all silence the rule. */
function isWholeTemplateKnown({ template, hasWholeTemplate }: Prompt): boolean {
	return hasWholeTemplate && template.references.length === 0 && template.problems.length === 0;
}

function removal({ frontMatter, inputPlace }: Prompt, input: PromptInput): readonly Fix[] {
	if (frontMatter === undefined || inputPlace === undefined) return [];
	const { path } = inputPlace;
	const edit = removeYamlEntry(frontMatter, [...path, keyOf(frontMatter, input)]) ?? removeListed(frontMatter, path, input);
	return edit === undefined ? [] : [{ title: `Remove “${input.name}” from inputs`, safety: 'unsafe', edits: [edit] }];
}

/** The key as it is written: in dotprompt `name?(array)` declares `name`. */
function keyOf(frontMatter: YamlSource, { name, nameRange }: PromptInput): string {
	const { path, part } = frontMatter.pathAt(nameRange.start);
	return part === 'key' ? String(path.at(-1)) : name;
}

/** Inputs that are declared as a list have no key; their place tells which item they are. */
function removeListed(frontMatter: YamlSource, path: YamlPath, { range }: PromptInput): YamlEdit | undefined {
	const list = path.reduce((value: unknown, step) => memberOf(value, step), frontMatter.value);
	if (!Array.isArray(list)) return undefined;
	const index = list.findIndex((_, position) => frontMatter.rangeOf([...path, position], 'value').start === range.start);
	return removeYamlItem(frontMatter, path, index);
}
