import assert from 'node:assert/strict';
import { describeFailure } from './describe-failure.ts';
import type { AnyFailure } from './describe-failure.ts';

const commitFailure = { kind: 'hook-failed', output: 'lint failed.' } as const;
const names = { suggestion: undefined, known: [] };

/** One failure of every kind. A kind that is missing here is an error of types. */
const samples: { readonly [Kind in AnyFailure['kind']]: Extract<AnyFailure, { readonly kind: Kind }> } = {
	'alias-unchanged': { kind: 'alias-unchanged', alias: 'a', version: '1.0.0' },
	'already-approved': { kind: 'already-approved', request: 'r-1', by: 'Ana <ana@example.com>' },
	'already-completed': { kind: 'already-completed', experiment: 'a' },
	'already-exists': { kind: 'already-exists', path: 'a' },
	'already-locked': { kind: 'already-locked', experiment: 'a', isUnchanged: false },
	'already-there': { kind: 'already-there', name: 'a', version: '1.0.0', stage: 'Staging' },
	'ambiguous-experiment': { kind: 'ambiguous-experiment', experiment: 'a', paths: ['a', 'b'] },
	'approvals-missing': {
		kind: 'approvals-missing',
		name: 'a',
		version: '1.0.0',
		stage: 'Production',
		required: 2,
		given: 1,
		refused: [{ by: 'Ana <ana@example.com>', objection: 'content-changed' }],
		request: 'r-1',
	},
	'artifact-too-large': { kind: 'artifact-too-large', path: 'a', byteCount: 20_971_520, limit: 10_485_760 },
	'author-unknown': { kind: 'author-unknown', name: 'a', version: '1.0.0' },
	'bad-alias': { kind: 'bad-alias', alias: '../x' },
	'bad-name': { kind: 'bad-name', name: '../x' },
	'branch-exists': { kind: 'branch-exists', branch: 'experiment/a' },
	'branch-impossible': { kind: 'branch-impossible', reason: 'no-commit' },
	'branch-refused': { kind: 'branch-refused', branch: 'experiment/a', output: 'fatal: no' },
	busy: { kind: 'busy', holder: 'process 4711' },
	'chain-broken': { kind: 'chain-broken', path: 'a', transition: 2 },
	'changed-meanwhile': { kind: 'changed-meanwhile', path: 'a' },
	'changed-while-running': { kind: 'changed-while-running', path: 'a' },
	'command-failed': { kind: 'command-failed', command: 'a', reason: 'It ended.', lastLines: 'no' },
	'command-missing': { kind: 'command-missing', command: 'a', file: 'a.py' },
	'commit-missing': { kind: 'commit-missing', commit: 'c'.repeat(40), isShallow: true },
	'comparison-needs-two-sides': { kind: 'comparison-needs-two-sides', side: 'a', others: ['b'] },
	'comparison-side-without-runs': { kind: 'comparison-side-without-runs', side: 'a', unfinishedCount: 1 },
	'configuration-unreadable': { kind: 'configuration-unreadable', message: '“x” is not a key.' },
	'content-changed': { kind: 'content-changed', name: 'a', version: '1.0.0', path: 'a.j2' },
	'dataset-differs': { kind: 'dataset-differs', path: 'a', recorded: 'b', found: undefined },
	'dataset-not-fetched': { kind: 'dataset-not-fetched', path: 'a', keeper: { kind: 'lfs' } },
	'duplicate-artifact': { kind: 'duplicate-artifact', name: 'a' },
	'exported-content-changed': { kind: 'exported-content-changed', name: 'a', version: '1.0.0', path: 'a.j2' },
	'exported-source-missing': { kind: 'exported-source-missing', name: 'a', version: '1.0.0', source: 'a.j2' },
	'empty-feedback': { kind: 'empty-feedback' },
	'foreign-run': { kind: 'foreign-run', run: 'r', name: 'a', version: '1.0.0' },
	'gates-failed': {
		kind: 'gates-failed',
		name: 'a',
		version: '1.0.0',
		stage: 'Production',
		gates: [
			{ gate: 'lint-clean', outcome: 'passed' },
			{ gate: 'pass_rate', outcome: 'failed', observed: 0.5, threshold: '>= 0.8', detail: 'Too low' },
		],
	},
	'git-failed': { kind: 'git-failed', output: '' },
	'hook-failed': commitFailure,
	'hooks-without-repository': { kind: 'hooks-without-repository' },
	'incomplete-plan': { kind: 'incomplete-plan', experiment: 'a', missing: ['a metric'] },
	'index-locked': { kind: 'index-locked', lockFile: '.git/index.lock' },
	'invalid-branch': { kind: 'invalid-branch', branch: 'a b', prefixes: ['experiment/'] },
	'invalid-input': { kind: 'invalid-input', path: 'a', message: 'It is a list.' },
	'invalid-score': { kind: 'invalid-score' },
	'invalid-time': { kind: 'invalid-time', text: 'x' },
	'invalid-timeout': { kind: 'invalid-timeout', text: '1d', path: 'a' },
	'merge-conflict': {
		kind: 'merge-conflict',
		path: 'a',
		conflicts: [
			{ kind: 'stage', stage: 'Production', ours: '1.0.0', theirs: undefined },
			{ kind: 'version', version: '1.0.0', ours: 'Staging', theirs: 'Production' },
			{ kind: 'alias', alias: 'best', ours: undefined, theirs: '1.0.0' },
			{ kind: 'request', request: 'r-1', ours: 'done', theirs: 'rejected' },
			{ kind: 'details', version: '1.0.0' },
			{ kind: 'content', version: '1.0.0' },
		],
	},
	'merge-unreadable': { kind: 'merge-unreadable', path: 'a', side: 'theirs', message: 'It is empty.' },
	'methodology-unreadable': { kind: 'methodology-unreadable', path: 'a', message: 'It is empty.' },
	'missing-reason': { kind: 'missing-reason' },
	'never-held': { kind: 'never-held', name: 'a', version: '1.0.0', stage: 'Production' },
	'no-command': { kind: 'no-command', experiment: 'a', path: 'b' },
	'no-conflict': { kind: 'no-conflict', path: 'a' },
	'no-identity': { kind: 'no-identity' },
	'no-previous-holder': { kind: 'no-previous-holder', name: 'a', stage: 'Production' },
	'no-such-run': { kind: 'no-such-run', run: 'a' },
	'no-usable-samples': { kind: 'no-usable-samples', path: 'a', firstProblem: undefined },
	'no-variants': { kind: 'no-variants', experiment: 'a', path: 'b' },
	'not-registered': { kind: 'not-registered', name: 'a' },
	'not-requester': { kind: 'not-requester', request: 'r-1', requester: 'Ana <ana@example.com>' },
	'not-writable': { kind: 'not-writable', path: 'a', reason: 'the disk is full' },
	'nothing-to-record': { kind: 'nothing-to-record' },
	'one-sided-merge': { kind: 'one-sided-merge', path: 'a' },
	'operation-in-progress': { kind: 'operation-in-progress', operation: 'merge' },
	'outside-workspace': { kind: 'outside-workspace', path: '../a' },
	'patch-not-kept': { kind: 'patch-not-kept', run: 'r', isDamaged: false },
	'patch-refused': { kind: 'patch-refused', output: 'error: no.' },
	'plan-not-in-commit': { kind: 'plan-not-in-commit', experiment: 'a', variant: 'v', commit: 'c' },
	'prompt-differs': { kind: 'prompt-differs', path: 'a', recorded: 'b', found: 'c' },
	'registry-unreadable': { kind: 'registry-unreadable', path: 'a', message: 'It is empty.' },
	'request-closed': { kind: 'request-closed', request: 'r-1', status: 'done' },
	'request-exists': { kind: 'request-exists', request: 'r-1', name: 'a', version: '1.0.0', stage: 'Production' },
	'review-refused': { kind: 'review-refused', request: 'r-1', by: 'Ana <ana@example.com>', objection: 'by-author', approvers: [] },
	'roll-back-failed': {
		kind: 'roll-back-failed',
		path: 'a',
		commitFailure,
		writeFailure: { kind: 'not-writable', path: 'a', reason: 'the disk is full' },
	},
	'run-not-completed': { kind: 'run-not-completed', run: 'r', status: 'failed' },
	'run-without-commit': { kind: 'run-without-commit', run: 'r' },
	'runs-before-lock': { kind: 'runs-before-lock', experiment: 'a', runCount: 1 },
	'secret-found': { kind: 'secret-found', secret: 'GitHub token', place: 'tags.a' },
	'uncommitted-registry': { kind: 'uncommitted-registry', path: 'a' },
	'setting-refused': { kind: 'setting-refused', key: 'a' },
	'unknown-alias': { kind: 'unknown-alias', alias: 'a', ...names },
	'unknown-case': { kind: 'unknown-case', run: 'a', case: 'b' },
	'unknown-comparison-side': { kind: 'unknown-comparison-side', reference: 'a', ...names },
	'unknown-experiment': { kind: 'unknown-experiment', experiment: 'a', ...names },
	'unknown-name': { kind: 'unknown-name', name: 'a', suggestion: 'b' },
	'unknown-request': { kind: 'unknown-request', name: 'a', request: 'r-1', ...names },
	'unknown-run': { kind: 'unknown-run', run: 'a' },
	'unknown-stage': { kind: 'unknown-stage', stage: 'a', suggestion: 'b', known: ['b'] },
	'unknown-variant': { kind: 'unknown-variant', experiment: 'a', variant: 'b', suggestion: undefined, known: ['c', 'd'] },
	'unknown-version': { kind: 'unknown-version', name: 'a', version: '1.0.0', ...names },
	'unreadable-input': { kind: 'unreadable-input', path: 'a', reason: 'there is no such file' },
	'unknown-format': { kind: 'unknown-format', path: '/tmp/a.txt', seen: 'The file is empty.', known: ['MLflow', 'promptfoo'] },
	'unknown-imported-run': { kind: 'unknown-imported-run', name: 'v3', suggestion: 'v2', known: ['v1', 'v2'] },
	'unknown-importer': { kind: 'unknown-importer', name: 'mlfow', suggestion: 'mlflow', known: ['mlflow'] },
	'unmatched-runs': { kind: 'unmatched-runs', experiment: 'exp-001', labels: ['abc'], variants: ['v1', 'v2'] },
	'unusable-import': { kind: 'unusable-import', path: '/tmp/a.json', message: 'Line 7 is not valid JSON.' },
	'unresolved-prompt': { kind: 'unresolved-prompt', reference: 'a@1', variant: 'b', suggestion: undefined },
	'worktree-refused': { kind: 'worktree-refused', output: 'fatal: no.' },
};

suite('describeFailure', () => {
	for (const failure of Object.values(samples)) {
		test(`says of ${failure.kind} what happened, why, and what to do, in whole sentences`, () => {
			const description = describeFailure(failure);
			for (const part of [description.what, description.why, description.action]) {
				assert.match(part, /^\S.*[.?"]$/s);
				assert.doesNotMatch(part, /undefined|\[object|\.\.$|NaN/);
			}
		});
	}

	test('offers what was probably meant, else what there is', () => {
		assert.equal(describeFailure(samples['unknown-stage']).action, 'Did you mean “b”?');
		assert.equal(describeFailure(samples['unknown-variant']).action, 'There are “c”, “d”.');
		assert.equal(describeFailure(samples['unknown-experiment']).action, 'There is none yet.');
	});

	test('quotes the end of a long hook output, where the reason stands', () => {
		const output = `${'progress\n'.repeat(500)}error: no ticket`;
		const { why } = describeFailure({ kind: 'hook-failed', output });
		assert.ok(why.length < 800 && why.endsWith('error: no ticket'));
	});
});
