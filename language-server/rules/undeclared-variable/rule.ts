import { memberOf } from '../../../core/base/member-of.ts';
import type { InputPlace, Prompt, UsedType } from '../../../core/formats/prompt/prompt.ts';
import { allNodes } from '../../../templates/api.ts';
import type { VariableUse } from '../../../templates/api.ts';
import { nearestWord } from '../../../core/base/text/nearest-word.ts';
import { appendYamlItem } from '../../../core/base/yaml/edit/edit-yaml-list.ts';
import { insertYamlEntry } from '../../../core/base/yaml/edit/edit-yaml.ts';
import type { YamlEdit } from '../../../core/base/yaml/edit/edit-yaml.ts';
import type { YamlSource } from '../../../core/base/yaml/yaml-source.ts';
import type { Fix, PromptRule } from '../rule.ts';

export const undeclaredVariable: PromptRule = {
	id: 'undeclared-variable',
	appliesTo: 'prompt',
	summary: 'a name that the template reads but does not declare or define, so it renders as empty text.',
	severity: 'warning',
	group: 'variables',
	fix: 'safe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'jinja2.meta.find_undeclared_variables; prompty renders an undefined name as an empty string without a word.',

	*check(prompt) {
		if (!prompt.declaresInputs || !hasInputs(prompt)) return;
		const loops = loopPlaces(prompt);
		for (const [name, uses] of undeclaredUses(prompt)) {
			const [first, ...others] = uses;
			yield {
				range: first.range,
				message: `“${name}” is used but not declared, so callers do not know that they must pass it and ${effectOf(prompt)}. Declare it under “${prompt.inputPlace?.path.join('.') ?? 'inputs'}” or correct its name.`,
				fixes: fixesFor(prompt, name, uses, loops),
				related: others
					.slice(0, mostPlaces)
					.map(({ range }) => ({ path: prompt.path, range, message: `“${name}” is also used here.` })),
			};
		}
	},
};

/** Nobody goes through more places; a generated template may have 100,000. */
const mostPlaces = 100;

/** Without a list of inputs the caller may give anything: nothing is declared, and nothing is undeclared. */
function hasInputs({ frontMatter, inputPlace }: Prompt): boolean {
	return inputPlace?.path.reduce((value: unknown, step) => memberOf(value, step), frontMatter?.value) !== undefined;
}

/** What the language makes of a value that is missing. */
function effectOf({ template }: Prompt): string {
	return template.language === 'f-string' ? 'formatting fails without it' : 'it renders as empty text';
}

/** Each name once, so that a template that repeats a name does not repeat the finding. */
function undeclaredUses(prompt: Prompt): ReadonlyMap<string, [VariableUse, ...VariableUse[]]> {
	const declared = new Set(prompt.inputs.map(input => input.name));
	const byName = new Map<string, [VariableUse, ...VariableUse[]]>();
	for (const use of prompt.template.uses) {
		if (use.definition !== undefined || declared.has(use.name)) continue;
		const seen = byName.get(use.name);
		if (seen === undefined) byName.set(use.name, [use]);
		else seen.push(use);
	}
	return byName;
}

function fixesFor(prompt: Prompt, name: string, uses: readonly VariableUse[], loops: ReadonlySet<number>): readonly Fix[] {
	const fixes: Fix[] = [];
	const { frontMatter, inputPlace } = prompt;
	const declaration = frontMatter && inputPlace && declare(frontMatter, inputPlace, { name, type: usedType(uses, loops) });
	if (declaration !== undefined)
		fixes.push({ title: `Declare “${name}” under ${inputPlace?.path.join('.') ?? 'inputs'}`, safety: 'safe', edits: [declaration] });
	const similar = nearestWord(
		name,
		prompt.inputs.map(input => input.name),
	);
	if (similar !== undefined) {
		const edits = uses.map(({ range }) => ({ range: { start: range.start, end: range.start + name.length }, newText: similar }));
		fixes.push({ title: `Replace with “${similar}”`, safety: 'unsafe', edits });
	}
	return fixes;
}

function declare(
	frontMatter: YamlSource,
	{ path, entry, item }: InputPlace,
	{ name, type }: { readonly name: string; readonly type: UsedType },
): YamlEdit | undefined {
	return insertYamlEntry(frontMatter, path, { key: name, value: entry(type) }) ?? appendYamlItem(frontMatter, path, item(name, type));
}

/** Read off its uses, so that the declaration is true. `loops` are the places of names that are looped over. */
function usedType(uses: readonly VariableUse[], loops: ReadonlySet<number>): UsedType {
	if (uses.some(({ range }) => loops.has(range.start))) return 'array';
	const isObject = uses.some(({ attributes: [member] }) => member !== undefined && !textMethods.has(member));
	return isObject ? 'object' : 'string';
}

/** Where names stand that the template loops over. */
function loopPlaces({ template }: Prompt): ReadonlySet<number> {
	const places = new Set<number>();
	for (const node of allNodes(template.nodes)) {
		const list = node.kind === 'block' && /^(?:for|each)$/.test(node.keyword) ? node.branches[0]?.tag.expressions[0] : undefined;
		if (list?.kind === 'name') places.add(list.range.start);
	}
	return places;
}

/** What a text can be asked for in Python and in JavaScript. */
const textMethods: ReadonlySet<string> = new Set([
	'capitalize',
	'endswith',
	'find',
	'format',
	'join',
	'length',
	'lower',
	'lstrip',
	'replace',
	'rstrip',
	'split',
	'splitlines',
	'startswith',
	'strip',
	'title',
	'toLowerCase',
	'toUpperCase',
	'trim',
	'upper',
]);
