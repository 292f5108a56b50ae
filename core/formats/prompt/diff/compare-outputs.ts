import { canonicalJson } from '../../../base/canonical-json.ts';
import { memberOf } from '../../../base/member-of.ts';
import type { BumpReason } from './prompt-diff.ts';

/**
 * Reasons for a new version in the declared output. Whatever a reader of the answer could rely on and no longer can is major:
 * another format, a property that is gone or no longer promised, a type or list of values that lost a member. What is only
 * added is minor. Any other difference counts as minor too, since a schema says more than is compared here.
 *
 * @param before - `output` of the front matter, with `format` and the JSON Schema `schema`; undefined without one.
 */
export function compareOutputs(before: unknown, after: unknown): readonly BumpReason[] {
	if (canonicalJson(before) === canonicalJson(after)) return [];
	if (before === undefined) return [{ bump: 'minor', reason: 'output declared' }];
	if (after === undefined) return [{ bump: 'major', reason: 'output no longer declared' }];
	const reasons = [...compareFormats(before, after), ...compareSchemas(memberOf(before, 'schema'), memberOf(after, 'schema'), 'output')];
	return reasons.length > 0 ? reasons : [{ bump: 'minor', reason: 'declaration of the output changed' }];
}

function compareFormats(before: unknown, after: unknown): readonly BumpReason[] {
	const [former, format] = [memberOf(before, 'format'), memberOf(after, 'format')];
	if (former === format) return [];
	if (former === undefined) return [{ bump: 'minor', reason: `output format declared as ${canonicalJson(format)}` }];
	return [{ bump: 'major', reason: `output format changed from ${canonicalJson(former)} to ${canonicalJson(format)}` }];
}

/** A JSON Schema against its successor. `place` names it in words: `output`, `output.code`, `output.items[]`. */
function compareSchemas(before: unknown, after: unknown, place: string): readonly BumpReason[] {
	if (canonicalJson(before) === canonicalJson(after) || before === undefined) return [];
	if (after === undefined) return [{ bump: 'major', reason: `schema of ${place} removed` }];
	return [
		...compareChoices(before, after, place),
		...compareBounds(before, after, place),
		...compareRequired(before, after, place),
		...compareProperties(before, after, place),
		...compareSchemas(memberOf(before, 'items'), memberOf(after, 'items'), `${place}[]`),
	];
}

/** The lists of types and of values: fewer is narrower, more is wider. */
function compareChoices(before: unknown, after: unknown, place: string): readonly BumpReason[] {
	return ['type', 'enum'].flatMap(key => {
		const [former, now] = [choicesOf(before, key), choicesOf(after, key)];
		if (canonicalJson(former) === canonicalJson(now)) return [];
		const words = key === 'type' ? 'type' : 'values';
		// Without a list everything is taken.
		const isNarrower = now !== undefined && (former === undefined || former.some(choice => !now.includes(choice)));
		return [
			isNarrower
				? ({ bump: 'major', reason: `${words} of ${place} narrowed or replaced` } as const)
				: ({ bump: 'minor', reason: `${words} of ${place} widened` } as const),
		];
	});
}

const lowerBounds = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const upperBounds = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];

/** Bounds of numbers and sizes, and what must hold to the letter, such as a pattern. */
function compareBounds(before: unknown, after: unknown, place: string): readonly BumpReason[] {
	const bounds = [...lowerBounds, ...upperBounds, 'pattern', 'const', 'format'];
	return bounds.flatMap((key): readonly BumpReason[] => {
		const [former, now] = [memberOf(before, key), memberOf(after, key)];
		if (canonicalJson(former) === canonicalJson(now)) return [];
		return isWiderBound(key, former, now)
			? [{ bump: 'minor', reason: `${key} of ${place} widened` }]
			: [{ bump: 'major', reason: `${key} of ${place} narrowed or replaced` }];
	});
}

/** A bound that is gone lets everything in; a new one, and one that is not a number, may keep something out. */
function isWiderBound(key: string, former: unknown, now: unknown): boolean {
	if (now === undefined) return true;
	if (typeof former !== 'number' || typeof now !== 'number') return false;
	return lowerBounds.includes(key) ? now < former : upperBounds.includes(key) && now > former;
}

function choicesOf(schema: unknown, key: string): readonly string[] | undefined {
	const value = memberOf(schema, key);
	if (value === undefined) return undefined;
	const choices: readonly unknown[] = Array.isArray(value) ? value : [value];
	return choices.map(canonicalJson);
}

function compareRequired(before: unknown, after: unknown, place: string): readonly BumpReason[] {
	const promised = new Set(choicesOf(after, 'required'));
	const dropped = (choicesOf(before, 'required') ?? []).filter(name => !promised.has(name));
	// A property that is gone altogether is said once, by compareProperties.
	return dropped
		.filter(name => memberOf(memberOf(after, 'properties'), String(JSON.parse(name))) !== undefined)
		.map(name => ({ bump: 'major', reason: `${place}: ${name} is no longer required` }));
}

function compareProperties(before: unknown, after: unknown, place: string): readonly BumpReason[] {
	const [former, now] = [keysOf(memberOf(before, 'properties')), keysOf(memberOf(after, 'properties'))];
	return [
		...former.filter(name => !now.includes(name)).map((name): BumpReason => ({ bump: 'major', reason: `${place}: "${name}" removed` })),
		...now.filter(name => !former.includes(name)).map((name): BumpReason => ({ bump: 'minor', reason: `${place}: "${name}" added` })),
		...former
			.filter(name => now.includes(name))
			.flatMap(name =>
				compareSchemas(
					memberOf(memberOf(before, 'properties'), name),
					memberOf(memberOf(after, 'properties'), name),
					`${place}.${name}`,
				),
			),
	];
}

function keysOf(value: unknown): readonly string[] {
	return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}
