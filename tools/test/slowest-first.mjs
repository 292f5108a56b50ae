// Files side by side take as long as the last one: those that take longest are started first.

import { existsSync } from 'node:fs';

/** Test files that take longest, the longest first, as they were measured side by side on two processors. */
const slowest = [
	'test/contract/cli/registry/registry-story.test.ts',
	'core/judging/compare/compare-runs.simulation.test.ts',
	'core/use-cases/verify/verify-registry.test.ts',
	'core/use-cases/promote/promote-version.test.ts',
	'core/statistics/resampling/resampling.simulation.test.ts',
	'core/use-cases/verify/verify-evidence.test.ts',
	'test/fuzz/template-tolerance.test.ts',
	'test/fuzz/language-service.test.ts',
	'test/contract/cli/prompts/check-fix.test.ts',
	'test/contract/new-thing.test.ts',
	'test/contract/cli/registry/loop.test.ts',
	'core/statistics/promises.simulation.test.ts',
	'core/use-cases/run/run-experiment.test.ts',
	'core/use-cases/run/prepare-experiment-run.test.ts',
	'core/use-cases/verify/verify-history.test.ts',
	'test/contract/cli/safety/untrusted-repository.test.ts',
	'core/use-cases/experiment/complete-experiment.test.ts',
	'core/use-cases/record/record-run.test.ts',
	'core/use-cases/reproduce/reproduce-run.test.ts',
	'core/use-cases/promote/evaluate-gates.test.ts',
	'test/contract/cli/prompts/components.test.ts',
	'test/contract/cli/prompts/check-counts.test.ts',
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
