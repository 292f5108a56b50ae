import assert from 'node:assert/strict';
import { askedOf, dependsOnTags } from './asked-of.ts';
import type { AskedSubject } from './asked-of.ts';
import { parseConfig } from './parse-config.ts';
import { requirementsOf } from './requirements-of.ts';

const prompt: AskedSubject = { name: 'billing/refund', kind: 'prompt', tags: ['critical', 'billing'] };

function asked(production: string, subject = prompt): ReturnType<typeof askedOf> {
	const { value, problems } = parseConfig(`promotion:\n  Production: ${production}\n`);
	assert.deepEqual(problems, []);
	return askedOf(value.promotion, 'Production', subject);
}

suite('askedOf', () => {
	const counts: readonly (readonly [what: string, entries: string, approvals: number])[] = [
		['the stage alone', '[]', 1],
		['a name', '[{names: [billing/refund], approvals: 2}]', 2],
		['a pattern for one level', '[{names: ["billing/*"], approvals: 2}]', 2],
		['a pattern for one level that is not enough', '[{names: ["*"], approvals: 2}]', 1],
		['a pattern for all levels', '[{names: ["**"], approvals: 2}]', 2],
		['another name', '[{names: [billing], approvals: 2}]', 1],
		['its kind', '[{kinds: [prompt], approvals: 2}]', 2],
		['another kind', '[{kinds: [model, pipeline], approvals: 2}]', 1],
		['one of its tags', '[{tags: [harmless, critical], approvals: 2}]', 2],
		['another tag', '[{tags: [critical-ish], approvals: 2}]', 1],
		['all keys at once', '[{names: ["billing/*"], kinds: [prompt], tags: [critical], approvals: 2}]', 2],
		['all keys but one', '[{names: ["billing/*"], kinds: [model], tags: [critical], approvals: 2}]', 1],
		['the last that matches', '[{kinds: [prompt], approvals: 3}, {tags: [critical], approvals: 2}, {tags: [x], approvals: 9}]', 2],
		['the last that has the key', '[{kinds: [prompt], approvals: 3}, {tags: [critical], approvers: ["*@x.example"]}]', 3],
		['an entry that asks for less', '[{names: [billing/refund], approvals: 0}]', 0],
	];
	for (const [what, entries, approvals] of counts) {
		test(`counts approvals by ${what}`, () => assert.equal(asked(`{approvals: 1, for: ${entries}}`).approvals, approvals));
	}

	test('takes each key on its own, and replaces lists as a whole', () => {
		const { require, gates, approvers } = asked(
			'{require: [lint-clean, fresh-evidence], gates: [{metric: a, min: 0}], approvers: ["*@example.com"], for: [{tags: [critical], gates: [{metric: b, min: 1}]}, {kinds: [prompt], require: [metadata-complete]}]}',
		);
		assert.deepEqual([require, gates, approvers], [['metadata-complete'], [{ metric: 'b', min: 1 }], ['*@example.com']]);
	});

	test('keeps what always holds, whatever an entry says, each once', () => {
		const { require, gates } = asked(
			'{require: [lint-clean], always: [lint-clean, {metric: safe, min: 0.9}, {metadata-complete: {fields: [owner]}}], for: [{names: ["**"], require: [], gates: []}, {names: ["**"], gates: [{metric: safe, min: 0.1}]}]}',
		);
		assert.deepEqual(require, ['lint-clean', { 'metadata-complete': { fields: ['owner'] } }]);
		assert.deepEqual(gates, [
			{ metric: 'safe', min: 0.9 },
			{ metric: 'safe', min: 0.1 },
		]);
	});

	test('asks for both where nobody knows the tags', () => {
		const unknown = { ...prompt, tags: undefined };
		const written =
			'{require: [lint-clean], approvals: 1, for: [{tags: [critical], require: [fresh-evidence], approvals: 2}, {tags: [harmless], approvals: 0}, {names: [other], approvals: 7}]}';
		const { require, approvals } = asked(written, unknown);
		assert.deepEqual([require, approvals], [['lint-clean', 'fresh-evidence'], 2]);
		const { promotion } = parseConfig(`promotion: {Production: ${written}}\n`).value;
		assert.equal(dependsOnTags(promotion, 'Production', prompt), true);
		assert.equal(dependsOnTags(promotion, 'Staging', prompt), false);
	});

	test('asks for nothing in a stage that is not configured, also one called like a member of every object', () => {
		for (const stage of ['Staging', 'constructor', '__proto__']) {
			assert.deepEqual(requirementsOf(parseConfig(undefined).value.promotion, stage, prompt), []);
		}
	});
});
