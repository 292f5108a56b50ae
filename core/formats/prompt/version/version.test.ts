import assert from 'node:assert/strict';
import { compareVersions, isBumpSufficient, nextVersion, normaliseVersion } from './version.ts';

suite('normaliseVersion', () => {
	const cases: readonly (readonly [text: string, version: string | undefined])[] = [
		['2.3.0', '2.3.0'],
		['2.3', '2.3.0'],
		[' 2.3.1 ', '2.3.1'],
		['2.0.0-rc.1', '2.0.0-rc.1'],
		['2.0.0+build.7', '2.0.0'],
		['2', '2.0.0'],
		['02', undefined],
		['v2.3.0', undefined],
		['=2.3.0', undefined],
		['2.03.0', undefined],
		['2.3.0.1', undefined],
		['latest', undefined],
		['', undefined],
		['99999999999999999999.0.0', undefined],
	];
	for (const [text, version] of cases) {
		test(`reads ${JSON.stringify(text)} as ${version ?? 'no version'}`, () => assert.equal(normaliseVersion(text), version));
	}
});

suite('compareVersions', () => {
	test('orders by precedence, text that is no version first', () => {
		const versions = ['1.10.0', undefined, '1.9.0', '2.0.0', '2.0.0-rc.1'];
		assert.deepEqual(versions.map(version => version ?? 'none').sort(compareVersions), [
			'none',
			'1.9.0',
			'1.10.0',
			'2.0.0-rc.1',
			'2.0.0',
		]);
	});
});

suite('nextVersion', () => {
	test('steps each part', () => {
		assert.deepEqual(
			[nextVersion('1.2.3', 'patch'), nextVersion('1.2.3', 'minor'), nextVersion('1.2.3', 'major')],
			['1.2.4', '1.3.0', '2.0.0'],
		);
	});

	test('of a prerelease is the release', () => assert.equal(nextVersion('2.0.0-rc.1', 'major'), '2.0.0'));
	test('of text that is no version is a mistake of the caller', () => assert.throws(() => nextVersion('x', 'patch'), RangeError));
});

suite('isBumpSufficient', () => {
	const cases: readonly (readonly [
		before: string,
		after: string,
		required: 'none' | 'patch' | 'minor' | 'major',
		answer: boolean | undefined,
	])[] = [
		['1.0.0', '2.0.0', 'major', true],
		['1.0.0', '1.1.0', 'major', false],
		['1.0.0', '1.1.0', 'minor', true],
		['1.0.0', '1.0.1', 'minor', false],
		['1.0.0', '1.0.1', 'patch', true],
		['1.0.0', '1.0.0', 'patch', false],
		['1.0.0', '1.0.0', 'none', true],
		['1.0', '1.0.0', 'none', true],
		['2.0.0', '1.0.0', 'patch', false],
		['0.1.0', '0.2.0', 'major', true],
		['0.1.0', '0.1.1', 'major', false],
		['0.9.0', '1.0.0', 'major', true],
		['1.0.0', '2.0.0-rc.1', 'major', true],
		['2.0.0-rc.1', '2.0.0-rc.2', 'patch', true],
		['1.0.0', 'next', 'patch', undefined],
	];
	for (const [before, after, required, answer] of cases) {
		test(`${before} to ${after} for a ${required} change: ${String(answer)}`, () => {
			assert.equal(isBumpSufficient(before, after, required), answer);
		});
	}
});
