import assert from 'node:assert/strict';
import { ownValue } from './own-value.ts';

suite('ownValue', () => {
	for (const name of ['constructor', 'hasOwnProperty', 'toString', '__proto__', 'valueOf']) {
		test(`finds ${name} only where it was written`, () => {
			assert.equal(ownValue<unknown>({}, name), undefined);
			assert.equal(ownValue(Object.fromEntries([[name, 1]]), name), 1);
		});
	}
});
