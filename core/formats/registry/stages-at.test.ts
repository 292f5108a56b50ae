import assert from 'node:assert/strict';
import { sealTransition } from './hash-chain.ts';
import { holdersOfStage, previousHolder } from './holders-of-stage.ts';
import { parseMoment } from './parse-moment.ts';
import type { Transition } from './registry-file.ts';
import { stagesAt } from './stages-at.ts';

const held = ['Staging', 'Production'];

/** `day version from to`, then `rollback`, `merged` or `alias=name`. */
function chain(...lines: readonly string[]): readonly Transition[] {
	const entries: Transition[] = [];
	for (const line of lines) {
		const [day = '', version = '', from = '', to = '', mark = ''] = line.split(' ');
		const base = { at: `2025-02-${day}T09:00:00Z`, by: 'Ana <ana@example.com>', version, from, to, reason: 'r' };
		const more = {
			...(mark === 'rollback' ? { rollback: true } : {}),
			...(mark === 'merged' ? { replayed_from: `sha256:${'0'.repeat(64)}` } : {}),
			...(mark.startsWith('alias=') ? { alias: { name: mark.slice(6), action: 'set' as const } } : {}),
		};
		entries.push(sealTransition({ ...base, ...more }, entries.at(-1)));
	}
	return entries;
}

const story = chain(
	'01 1 None Production',
	'03 2 None Production',
	'03 1 Production Archived',
	'05 2 Production Production alias=best',
	'07 1 Archived Production rollback',
	'07 2 Production Archived',
);

suite('stagesAt', () => {
	const moments: readonly (readonly [date: string, holder: string | undefined, since: string | undefined, alias: string | undefined])[] =
		[
			['2025-01-31', undefined, undefined, undefined],
			['2025-02-01T09:00:00Z', '1', '2025-02-01T09:00:00Z', undefined],
			['2025-02-03T09:59+01:00', '1', '2025-02-01T09:00:00Z', undefined],
			['2025-02-03T10:00+01:00', '2', '2025-02-03T09:00:00Z', undefined],
			['2025-02-06', '2', '2025-02-03T09:00:00Z', '2'],
			['2025-02-08', '1', '2025-02-07T09:00:00Z', '2'],
		];
	for (const [date, holder, since, alias] of moments) {
		test(`at ${date} Production holds ${holder ?? 'nothing'}`, () => {
			const { stages, aliases } = stagesAt({ transitions: [...story] }, parseMoment(date) ?? '', held);
			assert.deepEqual(
				[stages.get('Production')?.version, stages.get('Production')?.since, aliases.get('best')],
				[holder, since, alias],
			);
		});
	}

	test('names the next move when it came within a day, and no change of an alias', () => {
		const nextOf = (date: string): string | undefined =>
			stagesAt({ transitions: [...story] }, parseMoment(date) ?? '', held).next?.version;
		assert.deepEqual(['2025-02-03', '2025-02-04', '2025-02-05', '2025-02-09'].map(nextOf), ['2', undefined, undefined, undefined]);
	});

	test('lets the order of the chain rule over a clock that ran late, and tells of it, but not of what was merged', () => {
		const transitions = chain('05 1 None Production', '03 2 None Staging', '04 3 None Archived merged', '06 2 Staging Production');
		const early = stagesAt({ transitions: [...transitions] }, '2025-02-04T00:00:00Z', held);
		assert.deepEqual([[...early.stages.keys()], early.skewed], [[], [1]]);
		assert.equal(
			stagesAt({ transitions: [...transitions] }, '2025-02-05T09:00:00Z', held).stages.get('Staging')?.since,
			'2025-02-05T09:00:00Z',
		);
	});
});

suite('parseMoment', () => {
	for (const [text, moment] of [
		['2025-02-03', '2025-02-03T00:00:00Z'],
		['2025-02-03T10:00', '2025-02-03T10:00:00Z'],
		['2025-02-03 10:00:30.5Z', '2025-02-03T10:00:30Z'],
		['2025-02-03T00:30+0100', '2025-02-02T23:30:00Z'],
		['2024-02-29', '2024-02-29T00:00:00Z'],
		['2025-02-29', undefined],
		['2025-02-03T25:00', undefined],
		['2025-02-03T10:00+99:99', undefined],
		['yesterday', undefined],
		['', undefined],
	] as const) {
		test(`reads ${JSON.stringify(text)} as ${moment ?? 'no moment'}`, () => assert.equal(parseMoment(text), moment));
	}
});

suite('the holders of a stage', () => {
	test('come back one after the other, the last one first', () => {
		const moves = chain('01 1 None Production', '02 2 None Production', '03 3 None Production');
		assert.deepEqual(holdersOfStage(moves, 'Production'), ['1', '2', '3']);
		assert.equal(previousHolder({ transitions: moves, stages: { Production: '3' } }, 'Production'), '2');
		const back = [...moves, ...chain('04 2 Archived Production rollback')];
		assert.equal(previousHolder({ transitions: back, stages: { Production: '2' } }, 'Production'), '1');
		const again = [...back, ...chain('05 3 Archived Production')];
		assert.equal(previousHolder({ transitions: again, stages: { Production: '3' } }, 'Production'), '2');
	});

	test('include the last one when the stage is empty, and are none where nothing was', () => {
		const moves = chain('01 1 None Production', '02 1 Production Archived');
		assert.equal(previousHolder({ transitions: moves, stages: {} }, 'Production'), '1');
		assert.equal(previousHolder({ transitions: moves, stages: {} }, 'Staging'), undefined);
	});
});
