import { z } from 'zod';
import { canonicalJson } from '../../../base/canonical-json.ts';
import { memberOf } from '../../../base/member-of.ts';

/** A call as a plan writes it: the name of a tool, with the arguments where they count. */
export const expectedCallSchema = z.strictObject({
	name: z.string().min(1),
	arguments: z.record(z.string(), z.unknown()).optional().describe('All arguments of the call; texts may be templates.'),
});

type ExpectedCall = z.output<typeof expectedCallSchema>;

/** True when the call is of this tool and, where the plan says arguments, has exactly these. */
export function isExpectedCall(
	call: { readonly name: string; readonly arguments: unknown },
	expected: ExpectedCall,
	render: (text: string) => string,
): boolean {
	if (call.name !== expected.name) return false;
	return expected.arguments === undefined || isAlike(call.arguments, expected.arguments, render);
}

/** Members in any order. A text of the plan is a template, so it is also alike a number or truth value that is written so. */
function isAlike(given: unknown, wanted: unknown, render: (text: string) => string): boolean {
	if (typeof wanted === 'string') {
		const isPlain = typeof given === 'string' || typeof given === 'number' || typeof given === 'boolean';
		return isPlain && String(given) === render(wanted);
	}
	if (typeof wanted !== 'object' || wanted === null) return canonicalJson(given) === canonicalJson(wanted);
	if (typeof given !== 'object' || given === null || Array.isArray(given) !== Array.isArray(wanted)) return false;
	const keys = Object.keys(wanted);
	return Object.keys(given).length === keys.length && keys.every(key => isAlike(memberOf(given, key), memberOf(wanted, key), render));
}
