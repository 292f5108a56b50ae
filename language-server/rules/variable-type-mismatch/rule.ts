import type { Prompt, PromptInput } from '../../../core/formats/prompt/prompt.ts';
import { allNodes } from '../../../templates/api.ts';
import type { Expression, VariableUse } from '../../../templates/api.ts';
import type { Finding, PromptRule } from '../rule.ts';

export const variableTypeMismatch: PromptRule = {
	id: 'variable-type-mismatch',
	appliesTo: 'prompt',
	summary: 'an input whose use does not match its declared type.',
	severity: 'warning',
	group: 'variables',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: true,
	source: 'actionlint, checks of expression types; Jinja2 raises TypeError for a loop over a number.',

	*check(prompt) {
		const types = new Map(prompt.inputs.map(input => [input.name, input]));
		yield* loops(prompt, types);
		yield* members(prompt, types);
		yield* defaults(prompt);
	},
};

const scalars: ReadonlySet<string | undefined> = new Set(['string', 'number', 'integer', 'float', 'boolean']);

/** A loop over a text goes from letter to letter, which is hardly ever meant, and over a number it fails. */
function* loops({ template }: Prompt, types: ReadonlyMap<string, PromptInput>): Iterable<Finding> {
	for (const node of allNodes(template.nodes)) {
		if (node.kind !== 'block' || !['for', 'each'].includes(node.keyword)) continue;
		const list = node.branches[0]?.tag.expressions[0];
		const type = list?.kind === 'name' ? typeOfInput(list, template.uses, types) : undefined;
		if (list?.kind !== 'name' || !scalars.has(type)) continue;
		const effect = type === 'string' ? 'the loop visits single letters' : 'the loop has nothing to visit';
		yield {
			range: list.range,
			message: `“${list.name}” is declared as ${type ?? ''}, so ${effect}. Declare it as an array, or remove the loop.`,
		};
	}
}

/** What a number or truth value is asked for. A text has methods, so it is only asked for what is no method's name. */
function* members({ template }: Prompt, types: ReadonlyMap<string, PromptInput>): Iterable<Finding> {
	for (const { name, range, attributes, definition } of template.uses) {
		const type = definition === undefined ? types.get(name)?.type : undefined;
		const [member] = attributes;
		if (member === undefined || !scalars.has(type) || type === 'string') continue;
		yield {
			range,
			message: `“${name}” is declared as ${type ?? ''}, which has no “${member}”, so it renders as empty text or fails. Declare it as an object, or use it alone.`,
		};
	}
}

/** A default that callers could not give themselves. */
function* defaults({ inputs }: Prompt): Iterable<Finding> {
	for (const { name, type, default: value, range } of inputs) {
		const actual = typeOfValue(value);
		if (type === undefined || actual === undefined || !valueTypes.has(type) || fits(actual, type)) continue;
		yield {
			range,
			message: `“${name}” is declared as ${type}, but its default or sample is ${article(actual)}. Correct the type or the value.`,
		};
	}
}

const valueTypes: ReadonlySet<string> = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object']);

function fits(actual: string, type: string): boolean {
	return actual === type || (actual === 'integer' && type === 'number');
}

function typeOfValue(value: unknown): string | undefined {
	if (value === undefined || value === null) return undefined;
	if (Array.isArray(value)) return 'array';
	return typeof value === 'number' ? (Number.isInteger(value) ? 'integer' : 'number') : typeof value;
}

function typeOfInput(
	{ name, range }: Extract<Expression, { kind: 'name' }>,
	uses: readonly VariableUse[],
	types: ReadonlyMap<string, PromptInput>,
): string | undefined {
	const use = uses.find(other => other.range.start === range.start);
	return use?.definition === undefined ? types.get(name)?.type : undefined;
}

function article(type: string): string {
	return `${/^[aio]/.test(type) ? 'an' : 'a'} ${type}`;
}
