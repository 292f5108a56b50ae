import { memberOf } from '../../../base/member-of.ts';
import type { Prompt } from '../prompt.ts';

/**
 * Values to show a prompt with, by the name of the input: its declared default, else the example or sample the file gives in the way of
 * its dialect (`example` and `sample` of an input, `sample` of Prompty, the first row of `testData` or `tests`). Inputs for which the file
 * has none are left out.
 */
export function sampleInputs(prompt: Prompt): ReadonlyMap<string, unknown> {
	const data = prompt.frontMatter?.value;
	const values = new Map<string, unknown>();
	for (const key of ['inputs', 'input'] as const) addExamples(values, memberOf(data, key));
	addEntries(values, memberOf(memberOf(data, 'input'), 'default'));
	addEntries(values, memberOf(data, 'sample'));
	addEntries(values, memberOf(memberOf(data, 'defaultTest'), 'vars'));
	addEntries(values, memberOf(firstOf(memberOf(data, 'tests')), 'vars'));
	addEntries(values, withoutExpectation(firstOf(memberOf(data, 'testData'))));
	for (const input of prompt.inputs) if (input.default !== undefined) values.set(input.name, input.default);
	return values;
}

function addEntries(values: Map<string, unknown>, entries: unknown): void {
	if (typeof entries !== 'object' || entries === null || Array.isArray(entries)) return;
	for (const [name, value] of Object.entries(entries)) values.set(name, value);
}

/** `example` and `sample` of each input, in a map or a list of inputs. */
function addExamples(values: Map<string, unknown>, inputs: unknown): void {
	if (typeof inputs !== 'object' || inputs === null) return;
	for (const [key, details] of Object.entries(inputs)) {
		const name = Array.isArray(inputs) ? memberOf(details, 'name') : key;
		const example = memberOf(details, 'example') ?? memberOf(details, 'sample');
		if (typeof name === 'string' && example !== undefined) values.set(name, example);
	}
}

function firstOf(list: unknown): unknown {
	return Array.isArray(list) ? list[0] : undefined;
}

/** A row of GitHub's test data names what is expected beside the inputs. */
function withoutExpectation(row: unknown): unknown {
	if (typeof row !== 'object' || row === null) return undefined;
	return Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'expected'));
}
