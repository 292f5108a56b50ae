import { canonicalJson } from '../../../base/canonical-json.ts';
import { effectiveInputs } from '../effective-inputs.ts';
import type { EffectiveInput } from '../effective-inputs.ts';
import type { ValueChange } from './prompt-diff.ts';
import type { Located, Prompt } from '../prompt.ts';

/** Inputs that are not the same on both sides, in the order of the newer prompt, removed ones last. */
export function diffInputs(before: Prompt, after: Prompt): readonly ValueChange[] {
	const [left, right] = [effectiveInputs(before), effectiveInputs(after)];
	return unionOfKeys(right, left).flatMap(name => changeOf(name, printInput(left.get(name)), printInput(right.get(name))));
}

/** Parameters that are not the same on both sides, in the order of the newer prompt, removed ones last. */
export function diffParameters(before: Prompt, after: Prompt): readonly ValueChange[] {
	return unionOfKeys(after.parameters, before.parameters).flatMap(
		name => diffValue(name, [before, before.parameters.get(name)], [after, after.parameters.get(name)]) ?? [],
	);
}

/** One value of the front matter on both sides, printed as in the files; undefined when it is the same, however written. */
export function diffValue(name: string, before: PromptValue, after: PromptValue): ValueChange | undefined {
	const isSame = canonicalJson(before[1]?.value) === canonicalJson(after[1]?.value);
	return isSame ? undefined : { name, before: printValue(before), after: printValue(after) };
}

type PromptValue = readonly [prompt: Prompt, value: Located<unknown> | undefined];

function printValue([prompt, value]: PromptValue): string | undefined {
	return value && prompt.text.slice(value.range.start, value.range.end);
}

function printInput(input: EffectiveInput | undefined): string | undefined {
	if (input === undefined) return undefined;
	const { declaration, isRequired } = input;
	if (declaration === undefined) return 'not declared';
	const facts = [
		declaration.type,
		isRequired ? 'required' : 'optional',
		declaration.default === undefined ? undefined : `default ${canonicalJson(declaration.default)}`,
		declaration.trust,
		declaration.maxTokens === undefined ? undefined : `at most ${declaration.maxTokens} tokens`,
	];
	return facts.filter(fact => fact !== undefined).join(', ');
}

function changeOf(name: string, before: string | undefined, after: string | undefined): readonly ValueChange[] {
	return before === after ? [] : [{ name, before, after }];
}

function unionOfKeys(first: ReadonlyMap<string, unknown>, second: ReadonlyMap<string, unknown>): readonly string[] {
	return [...new Set([...first.keys(), ...second.keys()])];
}
