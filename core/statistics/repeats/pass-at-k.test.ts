import assert from 'node:assert/strict';
import { passAtK, passHatK } from './pass-at-k.ts';

/** Every choice of k of n answers, the first c of which passed: the share in which any passed, and in which all did. */
function enumerate(n: number, c: number, k: number): { readonly any: number; readonly all: number } {
	let [total, any, all] = [0, 0, 0];
	for (let mask = 0; mask < 2 ** n; mask++) {
		const chosen = Array.from({ length: n }, (_, index) => index).filter(index => Math.floor(mask / 2 ** index) % 2 === 1);
		if (chosen.length !== k) continue;
		total++;
		if (chosen.some(index => index < c)) any++;
		if (chosen.every(index => index < c)) all++;
	}
	return { any: any / total, all: all / total };
}

suite('pass@k and pass^k', () => {
	test('are the share of all choices of k answers in which any or all passed', () => {
		for (let n = 1; n <= 9; n++) {
			for (let c = 0; c <= n; c++) {
				for (let k = 1; k <= n; k++) {
					const { any, all } = enumerate(n, c, k);
					assert.ok(Math.abs((passAtK({ attempts: n, passes: c }, k) ?? NaN) - any) < 1e-12, `pass@${k} of ${c} in ${n}`);
					assert.ok(Math.abs((passHatK({ attempts: n, passes: c }, k) ?? NaN) - all) < 1e-12, `pass^${k} of ${c} in ${n}`);
				}
			}
		}
	});

	test('are without bias: their mean over all outcomes is the chance itself', () => {
		for (const rate of [0.1, 0.5, 0.8]) {
			for (const [n, k] of [
				[3, 2],
				[6, 5],
				[8, 3],
			] as const) {
				let [any, all] = [0, 0];
				for (let mask = 0; mask < 2 ** n; mask++) {
					const c = mask.toString(2).replaceAll('0', '').length;
					const weight = rate ** c * (1 - rate) ** (n - c);
					any += weight * (passAtK({ attempts: n, passes: c }, k) ?? NaN);
					all += weight * (passHatK({ attempts: n, passes: c }, k) ?? NaN);
				}
				assert.ok(Math.abs(any - (1 - (1 - rate) ** k)) < 1e-12);
				assert.ok(Math.abs(all - rate ** k) < 1e-12);
			}
		}
	});
});
