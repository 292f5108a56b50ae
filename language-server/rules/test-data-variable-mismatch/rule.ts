import { nearestWord } from '../../../core/base/text/nearest-word.ts';
import type { Located, Prompt, PromptSample } from '../../../core/formats/prompt/prompt.ts';
import { walkExpression } from '../../../templates/api.ts';
import type { Expression } from '../../../templates/api.ts';
import { insertYamlEntry } from '../../../core/base/yaml/edit/edit-yaml.ts';
import type { Fix, PromptRule } from '../rule.ts';

export const testDataVariableMismatch: PromptRule = {
	id: 'test-data-variable-mismatch',
	appliesTo: 'prompt',
	summary: 'a test case or sample without a value for a variable that the prompt prints.',
	severity: 'warning',
	group: 'variables',
	fix: 'safe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'github/gh-models, where a placeholder without a value stays in the text; promptfoo and Prompty render it as empty text.',

	*check(prompt) {
		const needed = printedNames(prompt);
		for (const sample of prompt.samples) {
			const given = new Set([...sample.names.map(({ value }) => value), ...sample.otherNames]);
			for (const name of needed) {
				if (given.has(name)) continue;
				const misspelt = findMisspelt(name, sample, needed);
				// A sample of Prompty is what the author tried last, and may leave out what the program always gives.
				if (prompt.dialect === 'prompty' && misspelt === undefined) continue;
				yield {
					range: misspelt?.range ?? sample.range,
					message: `“${name}” has no value here, so ${effectOf(prompt, name)} and the case tests a different prompt than you intend. ${misspelt === undefined ? 'Give it a value.' : `Is “${misspelt.value}” a misspelling of it?`}`,
					fixes: fixesFor(prompt, sample, name, misspelt),
				};
			}
		}
	},
};

/** Names without which the text has a gap: printed as they are, whatever the other values, and without a default. */
function printedNames({ template, inputs, samples }: Prompt): readonly string[] {
	if (samples.length === 0) return [];
	const optional = new Set(inputs.filter(input => input.default !== undefined).map(({ name }) => name));
	const names = new Set(template.nodes.flatMap(node => (node.kind === 'output' ? (printedName(node.expression) ?? []) : [])));
	// `env` and names that begin with `_` come from promptfoo itself.
	const inputsOfCaller = template.uses.filter(use => use.definition === undefined && !/^(?:_|env$)/.test(use.name));
	const known = new Set(inputsOfCaller.map(({ name }) => name));
	return [...names].filter(name => known.has(name) && !optional.has(name) && !isTested(name, template));
}

function printedName(expression: Expression): string | undefined {
	if (expression.kind === 'name') return expression.name;
	return expression.kind === 'attribute' ? printedName(expression.object) : undefined;
}

/** A name that a condition looks at is one the prompt can do without. */
function isTested(name: string, { nodes }: Prompt['template']): boolean {
	const conditions = nodes.flatMap(node => (node.kind === 'block' ? node.branches.flatMap(({ tag }) => tag.expressions) : []));
	return conditions.some(condition => [...walkExpression(condition)].some(part => part.kind === 'name' && part.name === name));
}

/** A name of the sample that the prompt does not print and that is nearly this one. */
function findMisspelt(name: string, sample: PromptSample, needed: readonly string[]): Located<string> | undefined {
	const others = sample.names.filter(({ value }) => !needed.includes(value));
	const nearest = nearestWord(
		name,
		others.map(({ value }) => value),
	);
	return others.find(({ value }) => value === nearest);
}

function effectOf({ template }: Prompt, name: string): string {
	return template.language === 'simple' ? `the model reads “{{${name}}}”` : 'it renders as empty text';
}

function fixesFor(prompt: Prompt, { path }: PromptSample, name: string, misspelt: Located<string> | undefined): readonly Fix[] {
	const rename: readonly Fix[] =
		misspelt === undefined
			? []
			: [{ title: `Rename “${misspelt.value}” to “${name}”`, safety: 'unsafe', edits: [{ range: misspelt.range, newText: name }] }];
	const stub = prompt.frontMatter && insertYamlEntry(prompt.frontMatter, path, { key: name, value: '""' });
	// With a misspelt name there, an empty value beside it is not what was meant.
	return stub === undefined || misspelt !== undefined ? rename : [{ title: `Add “${name}”`, safety: 'safe', edits: [stub] }];
}
