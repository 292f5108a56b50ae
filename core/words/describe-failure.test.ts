import assert from 'node:assert/strict';
import { assertTranslated } from '../../test/support/translation/assert-translated.ts';
import { failureSamples } from '../../test/support/failure-samples.ts';
import { describeFailure } from './describe-failure.ts';

suite('describeFailure', () => {
	for (const failure of Object.values(failureSamples)) {
		test(`says of ${failure.kind} what happened, why, and what to do, in whole sentences`, () => {
			const description = describeFailure(failure);
			for (const part of [description.what, description.why, description.action]) {
				assert.match(part, /^\S.*[.?"]$/s);
				assert.doesNotMatch(part, /undefined|\[object|\.\.$|NaN/);
			}
		});
	}

	test('is in Portuguese for those who read that, to the last word', () => {
		for (const failure of Object.values(failureSamples)) {
			const { what, why, action } = describeFailure(failure);
			for (const part of [what, why, action]) assertTranslated(part);
		}
	});

	test('offers what was probably meant, else what there is', () => {
		assert.equal(describeFailure(failureSamples['unknown-stage']).action, 'Did you mean “b”?');
		assert.equal(describeFailure(failureSamples['unknown-variant']).action, 'There are “c”, “d”.');
		assert.equal(describeFailure(failureSamples['unknown-experiment']).action, 'There is none yet.');
	});

	test('quotes the end of a long hook output, where the reason stands', () => {
		const output = `${'progress\n'.repeat(500)}error: no ticket`;
		const { why } = describeFailure({ kind: 'hook-failed', output });
		assert.ok(why.length < 800 && why.endsWith('error: no ticket'));
	});
});
