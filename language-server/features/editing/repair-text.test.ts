import assert from 'node:assert/strict';
import type { Diagnostic } from '../../rules/diagnostic.ts';
import type { Fix } from '../../rules/rule.ts';
import { repairText } from './repair-text.ts';
import type { Diagnose } from './repair-text.ts';

/** Finds every match of a pattern; `newText` replaces it. */
function finder(rule: string, pattern: RegExp, newText: (match: string) => string, safety: Fix['safety'] = 'safe'): Diagnose {
	return text =>
		Promise.resolve(
			[...text.matchAll(pattern)].map(({ index, 0: match }): Diagnostic => {
				const range = { start: index, end: index + match.length };
				const fixes = [{ title: `Fix ${match}`, safety, edits: [{ range, newText: newText(match) }] }];
				return { rule, severity: 'warning', range, message: `${match} is wrong.`, fixes, related: [], tag: undefined };
			}),
		);
}

function together(...finders: readonly Diagnose[]): Diagnose {
	return async text => (await Promise.all(finders.map(find => find(text)))).flat();
}

suite('repairText', () => {
	test('applies every fix that removes its finding', async () => {
		const fixed = await repairText(
			'bad, bad and bad',
			'safe',
			finder('bad', /bad/g, () => 'good'),
		);
		assert.deepEqual(fixed, { text: 'good, good and good', fixCount: 3, undone: [] });
	});

	test('takes another round for fixes that touch each other', async () => {
		const fixed = await repairText(
			'badbad',
			'safe',
			finder('bad', /bad/g, () => 'good'),
		);
		assert.deepEqual([fixed.text, fixed.fixCount], ['goodgood', 2]);
	});

	for (const [what, find] of [
		['writes beside its finding', finder('stays', /bad/g, match => `note: ${match}`)],
		['changes nothing', finder('stays', /bad/g, match => match)],
		['doubles its finding', finder('stays', /bad/g, match => `${match} ${match}`)],
	] as const) {
		test(`a fix that ${what} is undone once and said so`, async () => {
			const { text, fixCount, undone } = await repairText('a bad text', 'safe', find);
			assert.deepEqual([text, fixCount], ['a bad text', 0]);
			assert.deepEqual(
				undone.map(({ rule, title }) => `${rule}: ${title}`),
				['stays: Fix bad'],
			);
		});
	}

	test('a fix that brings findings of another rule is undone with their names', async () => {
		const find = together(
			finder('bad', /bad/g, () => 'worse'),
			finder('worse', /worse/g, match => match, 'unsafe'),
		);
		assert.deepEqual(await repairText('a bad text', 'safe', find), {
			text: 'a bad text',
			fixCount: 0,
			undone: [{ rule: 'bad', title: 'Fix bad', reason: { kind: 'new-findings', rules: ['worse'] } }],
		});
	});

	test('a new version that a change of content asks for does not stand in the way of the fix', async () => {
		const find = together(
			finder('bad', /bad/g, () => 'good'),
			finder('content-changed-without-version-bump', /good/g, match => match, 'unsafe'),
		);
		assert.equal((await repairText('a bad text', 'safe', find)).text, 'a good text');
	});

	test('one fix that does not hold keeps none of the others out', async () => {
		const words = Array.from({ length: 40 }, (_, index) => (index === 23 ? 'stuck' : 'bad')).join(' ');
		const find = together(
			finder('bad', /bad/g, () => 'good'),
			finder('stuck', /stuck/g, match => `${match}!`),
		);
		const { text, fixCount, undone } = await repairText(words, 'safe', find);
		assert.equal(text, words.replaceAll('bad', 'good'));
		assert.deepEqual([fixCount, undone.length], [39, 1]);
	});

	test('two fixes that write the same key leave one', async () => {
		const missing = (rule: string, value: string): Diagnose => {
			return text =>
				Promise.resolve(
					text.includes('seeds:')
						? []
						: [
								{
									rule,
									severity: 'warning',
									range: { start: 0, end: 1 },
									message: 'There are no seeds.',
									fixes: [
										{
											title: 'Add seeds',
											safety: 'safe',
											edits: [{ range: { start: text.length, end: text.length }, newText: `seeds: ${value}\n` }],
										},
									],
									related: [],
									tag: undefined,
								},
							],
				);
		};
		const duplicates: Diagnose = text =>
			Promise.resolve(
				[...text.matchAll(/seeds:/g)].slice(1).map(({ index }) => ({
					rule: 'duplicate-key',
					severity: 'error',
					range: { start: index, end: index + 5 },
					message: 'The key is there twice.',
					fixes: [],
					related: [],
					tag: undefined,
				})),
			);
		const find = together(missing('missing-seed', '[1]'), missing('few-seeds', '[1, 2]'), duplicates);
		const { text, fixCount } = await repairText('id: exp-001\n', 'safe', find);
		assert.deepEqual([text, fixCount], ['id: exp-001\nseeds: [1]\n', 1]);
	});

	test('unsafe fixes wait to be asked for', async () => {
		const find = finder('bad', /bad/g, () => 'good', 'unsafe');
		assert.equal((await repairText('bad', 'safe', find)).text, 'bad');
		assert.equal((await repairText('bad', 'all', find)).text, 'good');
	});

	test('hundreds of fixes that do not hold end', async () => {
		const text = Array.from({ length: 400 }, (_, index) => `bad${index}`).join(' ');
		const { undone, fixCount } = await repairText(
			text,
			'safe',
			finder('stays', /bad\d+/g, match => `${match}!`),
		);
		assert.deepEqual([undone.length, fixCount], [50, 0]);
	});
});
