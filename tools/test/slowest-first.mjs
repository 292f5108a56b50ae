// Files side by side take as long as the last one: those that take longest are started first.

import { existsSync } from 'node:fs';

/** Test files that take longest, the longest first, as they were measured side by side on two processors. */
const slowest = [
	'test/contract/cli/registry/registry-story.test.ts',
	'test/contract/regular-expressions.test.ts',
	'test/contract/cli/safety/bad-input.test.ts',
	'test/contract/new-thing.test.ts',
	'test/contract/cli/safety/names.test.ts',
	'test/contract/cli/safety/not-read.test.ts',
	'test/contract/cli/models/evaluate.test.ts',
	'core/judging/compare/compare-runs.simulation.test.ts',
	'core/use-cases/promote/promote-version.test.ts',
	'test/fuzz/language-service.test.ts',
	'test/contract/one-verdict.test.ts',
	'test/contract/cli/safety/ignorance.test.ts',
	'test/contract/cli/models/replay.test.ts',
	'test/contract/cli/safety/hostile-text.test.ts',
	'core/use-cases/verify/verify-evidence.test.ts',
	'core/use-cases/verify/verify-registry.test.ts',
	'test/contract/cli/safety/untrusted-repository.test.ts',
	'test/contract/cli/registry/loader.test.ts',
	'test/contract/cli/prompts/check-counts.test.ts',
	'test/contract/cli/registry/loop.test.ts',
	'core/use-cases/run/run-experiment.test.ts',
	'test/contract/cli/prompts/check-fix.test.ts',
	'test/fuzz/template-tolerance.test.ts',
	'core/statistics/resampling/resampling.simulation.test.ts',
	'core/statistics/promises.simulation.test.ts',
];

/**
 * The same files, the slow ones in front.
 * @param {readonly string[]} files
 * @returns {string[]}
 */
export function slowestFirst(files) {
	const gone = slowest.filter(file => !existsSync(file));
	if (gone.length > 0) throw new Error(`tools/test/slowest-first.mjs names files that are not there: ${gone.join(', ')}.`);
	const place = (/** @type {string} */ file) => (slowest.includes(file) ? slowest.indexOf(file) : slowest.length);
	return files.toSorted((left, right) => place(left) - place(right));
}
