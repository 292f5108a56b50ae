import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { checkChain, digestOf, sealTransition } from './hash-chain.ts';
import type { Transition } from './registry-file.ts';

const first = sealTransition(
	{ at: '2025-02-01T09:00:00Z', by: 'Ana <ana@example.com>', version: '1.0.0', from: 'None', to: 'Staging', reason: 'ç' },
	undefined,
);
const second = sealTransition(
	{
		at: '2025-02-02T09:00:00Z',
		by: 'Ana <ana@example.com>',
		version: '1.0.0',
		from: 'Staging',
		to: 'Production',
		reason: 'r',
		runs: ['b', 'a'],
	},
	first,
);
const third = sealTransition(
	{ at: '2025-02-03T09:00:00Z', by: 'Bo <bo@example.com>', version: '2.0.0', from: 'None', to: 'Staging', reason: 'r' },
	second,
);
const chain: readonly Transition[] = [first, second, third];

suite('the hash chain', () => {
	test('seals an entry with the SHA-256 of the former digest and the canonical JSON of the rest, as anybody can recompute', () => {
		const text = `${first.digest}{"at":"2025-02-02T09:00:00Z","by":"Ana <ana@example.com>","from":"Staging","previous":"${first.digest}","reason":"r","runs":["b","a"],"to":"Production","version":"1.0.0"}`;
		assert.equal(second.digest, `sha256:${createHash('sha256').update(text).digest('hex')}`);
		assert.equal(second.previous, first.digest);
		assert.equal(first.previous, '');
	});

	test('gives the same digest whatever the order of keys', () => {
		assert.equal(digestOf(Object.fromEntries(Object.entries(second).reverse()) as Transition), second.digest);
	});

	test('holds when nothing was touched, also when it is empty', () => {
		assert.equal(checkChain(chain), undefined);
		assert.equal(checkChain([]), undefined);
	});

	for (const key of ['at', 'by', 'version', 'from', 'to', 'reason'] as const) {
		test(`breaks where one character of “${key}” changed`, () => {
			const changed = { ...second, [key]: `${second[key]}x` };
			assert.deepEqual(checkChain([first, changed, third]), { position: 1, kind: 'digest', expected: digestOf(changed) });
		});
	}

	test('breaks after an entry that was changed and sealed again', () => {
		const forged = sealTransition(
			{ at: second.at, by: second.by, version: second.version, from: second.from, to: second.to, reason: 'forged' },
			first,
		);
		assert.deepEqual(checkChain([first, forged, third]), { position: 2, kind: 'previous', expected: forged.digest });
	});

	test('breaks where an entry was removed, moved or put in', () => {
		assert.equal(checkChain([first, third])?.position, 1);
		assert.equal(checkChain([second, third])?.position, 0);
		assert.equal(checkChain([first, third, second])?.position, 1);
		assert.equal(checkChain([first, second, second, third])?.position, 2);
	});

	test('breaks where an optional part was added or taken away', () => {
		const { runs, ...without } = second;
		assert.deepEqual(runs, ['b', 'a']);
		assert.equal(checkChain([first, without, third])?.position, 1);
		assert.equal(checkChain([{ ...first, override: true }, second])?.position, 0);
	});
});
