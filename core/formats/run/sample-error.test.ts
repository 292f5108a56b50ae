import assert from 'node:assert/strict';
import { sampleSchema } from './sample.ts';
import { errorOf } from './sample-error.ts';
import type { SampleError } from './sample-error.ts';

const cases: readonly (readonly [title: string, error: unknown, read: SampleError | undefined])[] = [
	['no error', undefined, undefined],
	['null', null, undefined],
	['an empty message', '', undefined],
	['a message of an old file', 'timeout', { kind: 'failed', detail: undefined, message: 'timeout' }],
	[
		'a refusal',
		{ kind: 'refused', detail: 'http-400', message: 'Content policy.' },
		{ kind: 'refused', detail: 'http-400', message: 'Content policy.' },
	],
	['a timeout without details', { kind: 'timeout' }, { kind: 'timeout', detail: undefined, message: '' }],
	['a kind nobody knows', { kind: 'exploded', message: 'Boom.' }, { kind: 'failed', detail: undefined, message: 'Boom.' }],
	['an object of another tool', { code: 504, message: 'Gateway.' }, { kind: 'failed', detail: undefined, message: 'Gateway.' }],
];

suite('the error of a sample', () => {
	for (const [title, error, read] of cases) {
		test(`${title}: ${read === undefined ? 'none' : read.kind}`, () =>
			assert.deepEqual(errorOf(sampleSchema.parse({ case: 1, error })), read));
	}
});
