import { z } from 'zod';
import { canonicalJson } from '../../base/canonical-json.ts';
import { memberOf } from '../../base/member-of.ts';
import { defineScorer, passOrFail } from './scorer.ts';

/** One step of a path: `.name`, `["name"]`, `['name']` or `[0]`. */
const step = /^(?:\.([A-Za-z_][\w-]*)|\["([^"\]]*)"\]|\['([^'\]]*)'\]|\[(\d+)\])/;

export const jsonPath = defineScorer({
	name: 'json-path',
	summary:
		'Passes when the answer is JSON and the value at this path, such as `$.items[0].label`, equals `equals`; without it, when there is a value.',
	kind: 'pass-fail',
	uses: ['equals'],
	options: z.strictObject({
		'json-path': z
			.string()
			.refine(path => stepsOf(path) !== undefined, 'write a path such as $.items[0].label, without wildcards and filters'),
		equals: z
			.union([z.string(), z.number(), z.boolean(), z.null()])
			.optional()
			.describe('The value; a text may be a template, and then numbers are compared by how they are written.'),
	}),
	score: ({ output }, { 'json-path': path, equals: wanted }, { render }) => {
		let value: unknown;
		try {
			value = JSON.parse(output);
		} catch {
			return passOrFail(false); // An answer that is no JSON has no value anywhere.
		}
		for (const key of stepsOf(path) ?? []) value = memberOf(value, key);
		if (value === undefined || wanted === undefined) return passOrFail(value !== undefined);
		if (typeof wanted !== 'string') return passOrFail(value === wanted);
		return passOrFail((typeof value === 'string' ? value : canonicalJson(value)) === render(wanted));
	},
});

/** Undefined for what is no plain path. */
function stepsOf(path: string): readonly (string | number)[] | undefined {
	if (!path.startsWith('$')) return undefined;
	const steps: (string | number)[] = [];
	let rest = path.slice(1);
	while (rest !== '') {
		const found = step.exec(rest);
		if (found === null) return undefined;
		const [text, name, doubleQuoted, singleQuoted, index] = found;
		steps.push(index === undefined ? (name ?? doubleQuoted ?? singleQuoted ?? '') : Number(index));
		rest = rest.slice(text.length);
	}
	return steps;
}
