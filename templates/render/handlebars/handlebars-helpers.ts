import { isEqual } from '../../python/compare.ts';
import { numberOf, Undefined, valueOr } from '../../python/value.ts';
import type { Value } from '../../python/value.ts';
import type { RenderBudget } from '../render-budget.ts';
import { RenderError } from '../render-error.ts';
import type { RenderOutput } from '../render-output.ts';
import { readRole } from '../role.ts';
import { plainData } from '../plain-data.ts';
import { memberOf } from './handlebars-scope.ts';
import { keyText } from '../../python/key-text.ts';

/** What a helper is called with. */
export interface HelperCall {
	readonly positional: readonly Value[];
	readonly named: ReadonlyMap<string, Value>;
	readonly budget: RenderBudget;
	readonly output: RenderOutput;
}

/**
 * Helpers that give a value: those of Handlebars itself, of dotprompt, and the comparisons that hosts agree on.
 * Source: js/src/helpers.ts of google/dotprompt.
 */
export const valueHelpers: ReadonlyMap<string, (call: HelperCall) => Value> = new Map<string, (call: HelperCall) => Value>([
	['history', () => ''],
	['json', ({ positional: [value = null], named }) => JSON.stringify(plainData(value), undefined, numberOf(named.get('indent') ?? null))],
	['log', () => ''],
	[
		'lookup',
		({ positional: [object = null, key = null] }) =>
			valueOr(memberOf(object, keyText(key)), new Undefined('The member does not exist')),
	],
	['media', ({ named }) => `[media: ${keyText(named.get('url') ?? '')}]`],
	['role', startRole],
	['section', () => ''],
]);

/** Block helpers that print their body or their `else`, by a condition. */
export const conditionHelpers: ReadonlyMap<string, (call: HelperCall, isFalsy: (value: Value) => boolean) => boolean> = new Map<
	string,
	(call: HelperCall, isFalsy: (value: Value) => boolean) => boolean
>([
	[
		'if',
		({ positional: [value = null], named }, isFalsy) => !isFalsy(value) || (named.get('includeZero') === true && numberOf(value) === 0),
	],
	['ifEquals', ({ positional: [left = null, right = null], budget }) => isEqual(left, right, budget)],
	[
		'unless',
		({ positional: [value = null], named }, isFalsy) => isFalsy(value) && !(named.get('includeZero') === true && numberOf(value) === 0),
	],
	['unlessEquals', ({ positional: [left = null, right = null], budget }) => !isEqual(left, right, budget)],
]);

function startRole({ positional: [word], output }: HelperCall): Value {
	const role = readRole(typeof word === 'string' ? word : undefined);
	if (role === undefined) throw new RenderError('`role` opens a message of `system`, `user`, `model` or `tool`. Use one of them.');
	output.startMessage(role);
	return '';
}
