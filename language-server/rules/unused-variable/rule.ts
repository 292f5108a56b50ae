import type { Prompt, PromptInput } from '../../../core/prompt/prompt.ts';
import { removeYamlItem } from '../../../core/yaml/edit-yaml-list.ts';
import { removeYamlEntry } from '../../../core/yaml/edit-yaml.ts';
import type { YamlEdit } from '../../../core/yaml/edit-yaml.ts';
import type { YamlSource } from '../../../core/yaml/yaml-source.ts';
import type { Fix, PromptRule } from '../rule.ts';

export const unusedVariable: PromptRule = {
	id: 'unused-variable',
	appliesTo: 'prompt',
	summary: 'an input that is declared and that the template never reads.',
	severity: 'warning',
	group: 'variables',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: false,
	source: 'ESLint no-unused-vars; promptly unused-variable.',

	*check(prompt) {
		if (!isWholeTemplateKnown(prompt)) return;
		const used = new Set(prompt.template.uses.filter(use => use.definition === undefined).map(use => use.name));
		for (const input of prompt.inputs) {
			if (used.has(input.name)) continue;
			yield {
				range: input.nameRange,
				message: `“${input.name}” is declared but the template never uses it, so callers provide a value that changes nothing. Use it or remove it.`,
				fixes: removal(prompt, input),
				tag: 'unnecessary',
			};
		}
	},
};

/** Another template may read the input, and behind a syntax error a use may go unseen: both silence the rule. */
function isWholeTemplateKnown({ template }: Prompt): boolean {
	return template.references.length === 0 && template.problems.length === 0;
}

function removal({ frontMatter }: Prompt, input: PromptInput): readonly Fix[] {
	const edit = frontMatter && (removeYamlEntry(frontMatter, ['inputs', input.name]) ?? removeListed(frontMatter, input));
	return edit === undefined ? [] : [{ title: `Remove “${input.name}” from inputs`, safety: 'unsafe', edits: [edit] }];
}

/** Inputs that are declared as a list have no key; their place tells which item they are. */
function removeListed(frontMatter: YamlSource, { range }: PromptInput): YamlEdit | undefined {
	const { value } = frontMatter;
	const list = typeof value === 'object' && value !== null && 'inputs' in value ? value.inputs : undefined;
	if (!Array.isArray(list)) return undefined;
	const index = list.findIndex((_, position) => frontMatter.rangeOf(['inputs', position], 'value').start === range.start);
	return removeYamlItem(frontMatter, ['inputs'], index);
}
