import assert from 'node:assert/strict';
import vm from 'node:vm';
import { hostileTexts } from '../support/hostile/hostile-texts.ts';
import { readSourcePatterns } from '../support/source-patterns.ts';

/** Length of a text that nobody writes and anybody may commit. */
const length = 200_000;

/** A linear pattern takes a few milliseconds for such a text and a quadratic one minutes. */
const limitMs = 5000;

/** Applies a pattern as it is used: everywhere with the flag g, one match behind the other with y, else once. */
const apply = new vm.Script(`{
	const pattern = new RegExp(source, flags);
	if (pattern.sticky) {
		// A reader stops at what it cannot read.
		for (let found; (found = pattern.exec(text)) !== null && found[0] !== '' && found.groups?.invalid === undefined; );
	} else if (pattern.global) {
		for (const found of text.matchAll(pattern)) void found;
	} else pattern.exec(text);
}`);

/** One for all texts: to make one takes longer than most of them. */
const context = vm.createContext({});

suite('regular expressions', () => {
	const patterns = new Map(readSourcePatterns().map(pattern => [`/${pattern.source}/${pattern.flags}`, pattern]));

	test('are all found', () => {
		assert.ok(patterns.size > 400, `${patterns.size} patterns`);
		assert.ok(
			[...patterns.values()].some(({ source }) => source.includes('JSON|XML')),
			'one that is made by new RegExp',
		);
		assert.ok(
			[...patterns.values()].some(({ path }) => path.startsWith('tools/')),
			'those of the programs that build and check',
		);
	});

	test('a quadratic one would be noticed', () => {
		for (const source of ['[ \\t]+$', '<!--[^]*?-->', '(\\w+)\\s*:\\s*x', '^\\d+\\.?\\d*$'])
			assert.equal(isQuick(source, 'gm', 100), false, source);
	});

	test(`end on ${length} hostile characters of each kind`, function () {
		this.timeout(600_000);
		const slow = [...patterns].flatMap(([name, { path, source, flags }]) =>
			isQuick(source, flags, limitMs) ? [] : [`${path}: ${name}`],
		);
		assert.deepEqual(slow, []);
	});
});

function isQuick(source: string, flags: string, timeout: number): boolean {
	return hostileTexts(source, flags, length).every(text => {
		try {
			Object.assign(context, { source, flags, text });
			apply.runInContext(context, { timeout });
			return true;
		} catch (error) {
			// The error is one of the context, whose classes are its own.
			if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
				return false;
			throw error;
		}
	});
}
