import assert from 'node:assert/strict';
import { exampleRun } from '../../../test/golden/example-run.ts';
import { summarizePrompt } from '../../workspace/summaries/summarize-prompt.ts';
import { evaluateGates } from './evaluate-gates.ts';
import { setGateScene, passing, texts } from '../../../test/support/gate-scene.ts';

const signal = new AbortController().signal;

suite('evaluateGates', () => {
	const scene = setGateScene();
	const { record, configure, judge } = scene;

	test('a stage without gates lets everything through and says that there are none', async () => {
		configure('approvals: 1');
		assert.deepEqual(await judge(), { name: 'greeter', version: '2.0.0', to: 'Production', passed: true, gates: [], warnings: [] });
	});

	test('names evidence, value and threshold of each gate, in the order of the configuration', async () => {
		configure('require: [fresh-evidence], gates: [{metric: rate, min: 0.5}]');
		record({ version: '2.0.0', scores: passing(95, 100) });
		const progress: string[] = [];
		const report = await judge(
			{ version: '2.0' },
			{ onGate: ({ label, doneCount, totalCount }) => progress.push(`${doneCount}/${totalCount} ${label}`) },
		);
		const evidence = { experiment: 'exp-001', runs: [exampleRun(0).id] };
		assert.equal(report.passed, true);
		assert.deepEqual(report.gates, [
			{
				gate: 'fresh-evidence',
				outcome: 'passed',
				observed: 1,
				threshold: `evaluated content is ${summarizePrompt('a.j2', texts['2.0.0']).summary.contentHash.slice(0, 8)}`,
				detail: '1 completed run of exp-001 evaluated exactly this content.',
				evidence,
			},
			{
				gate: 'rate',
				outcome: 'passed',
				observed: 0.95,
				threshold: '>= 0.5',
				detail: '95.0 % on 100 cases, 95 % interval 88.7 … 98.4 %. The whole interval is at least 50.0 %.',
				evidence,
			},
		]);
		assert.deepEqual(progress, ['0/2 fresh-evidence', '1/2 rate']);
	});

	suite('refuses to judge', () => {
		for (const [what, request, kind] of [
			['a stage that does not exist', { to: 'production' }, 'unknown-stage'],
			['a version that does not exist', { version: '9.0.0' }, 'unknown-version'],
			['a name that does not exist', { name: 'nobody' }, 'unknown-name'],
			['a path dressed as a name', { name: '../../x' }, 'bad-name'],
			['an experiment that does not exist', { evidence: { experiment: 'exp-9' } }, 'unknown-experiment'],
			['a run that is gone', { evidence: { runs: ['20250131T103000Z-3f9a1c'] } }, 'unknown-run'],
		] as const) {
			test(what, async () => {
				configure('require: [fresh-evidence]');
				const judged = await evaluateGates(
					{ name: 'greeter', version: '2.0.0', to: 'Production', ...request },
					{ ...scene.ports, isTrusted: true },
					signal,
				);
				assert.equal(judged.ok ? 'judged' : judged.failure.kind, kind);
			});
		}

		test('by a configuration in which a requirement may be lost', async () => {
			configure('gates: [{metirc: rate, min: 0.5}]');
			const judged = await evaluateGates(
				{ name: 'greeter', version: '2.0.0', to: 'Production' },
				{ ...scene.ports, isTrusted: true },
				signal,
			);
			assert.match(
				judged.ok ? '' : JSON.stringify(judged.failure),
				/configuration-unreadable.*“metirc” is not a known key.*Did you mean “metric”/,
			);
		});
	});
});
