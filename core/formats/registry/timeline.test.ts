import assert from 'node:assert/strict';
import { ana, clara, sceneRegistry } from '../../../test/support/promotion-scene.ts';
import { timelineOf } from './timeline.ts';
import type { TimelineEntry } from './timeline.ts';

const held = ['Staging', 'Production'];

function lanesInWords({ lanes }: TimelineEntry): string {
	return lanes.map(({ stage, version, change }) => `${stage} ${version ?? '-'}${change === 'none' ? '' : ` ${change}`}`).join(', ');
}

suite('the timeline of a name', () => {
	test('has moves, requests and reviews, newest first, each with the stages as it left them', () => {
		const entries = timelineOf(sceneRegistry().value, held);
		assert.deepEqual(
			entries.map(entry => `${entry.at.slice(0, 10)} ${entry.kind} ${entry.version} | ${lanesInWords(entry)}`),
			[
				'2025-01-31 approval 2.0.0 | Staging 2.0.0, Production 1.4.0',
				'2025-01-31 approval 2.0.0 | Staging 2.0.0, Production 1.4.0',
				'2025-01-31 request 2.0.0 | Staging 2.0.0, Production 1.4.0',
				'2025-01-20 move 2.0.0 | Staging 2.0.0 arrives, Production 1.4.0',
				'2024-12-12 move 1.4.0 | Staging - leaves, Production 1.4.0 arrives',
				'2024-11-20 move 1.4.0 | Staging 1.4.0 arrives, Production -',
			],
		);
		assert.equal(entries.at(-2)?.transition?.value.override, true);
	});

	test('keeps the order of the chain when a clock was wrong', () => {
		const early = { at: '2020-01-01T00:00:00Z', by: clara, version: '2.0.0', from: 'Staging', to: 'Production', reason: 'Go' };
		const entries = timelineOf(sceneRegistry({ more: [early], request: 'none' }).value, held);
		assert.deepEqual(
			entries.map(({ transition }) => transition?.position),
			[3, 2, 1, 0],
		);
	});

	test('tells a withdrawal, with its reason', () => {
		const withdrawn = { by: ana, at: '2025-02-02T00:00:00Z', reason: 'Too early' };
		const [newest] = timelineOf(sceneRegistry({ request: { status: 'withdrawn', withdrawn } }).value, held);
		assert.deepEqual([newest?.kind, newest?.by, newest?.reason], ['withdrawal', ana, 'Too early']);
	});
});
