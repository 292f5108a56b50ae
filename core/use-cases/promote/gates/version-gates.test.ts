import assert from 'node:assert/strict';
import type { LintFinding } from '../../../judging/gates/gate.ts';
import { pathOf, setGateScene, texts } from '../../../../test/support/gate-scene.ts';

suite('evaluateGates', () => {
	const scene = setGateScene();
	const { record, configure, words } = scene;

	suite('lint-clean', () => {
		const error: LintFinding = {
			rule: 'undeclared-variable',
			severity: 'error',
			message: '“whom” is not declared.',
			range: { start: 130, end: 134 },
		};

		test('asks about the text of exactly this version', async () => {
			configure('require: [lint-clean]');
			const asked: string[] = [];
			const lint = (path: string, text: string): Promise<readonly LintFinding[]> => {
				asked.push(path, text);
				return Promise.resolve([{ ...error, severity: 'warning' }]);
			};
			assert.deepEqual(await words({}, { lint }), ['lint-clean (0 errors): passed, 0. prompts/greeter-v2.0.0.j2 has no errors.']);
			assert.deepEqual(asked, [pathOf('2.0.0'), texts['2.0.0']]);
		});

		test('fails on errors, with the first three and where they are', async () => {
			configure('require: [lint-clean]');
			const [line] = await words({}, { lint: () => Promise.resolve(Array.from({ length: 5 }, () => error)) });
			assert.match(
				line ?? '',
				/^lint-clean \(0 errors\): failed, 5\. prompts\/greeter-v2\.0\.0\.j2, line \d+, undeclared-variable: “whom” is not declared\. — .* And 2 more\.$/,
			);
		});

		test('is open where no linter is at hand', async () => {
			configure('require: [lint-clean]');
			assert.match((await words()).join(), /inconclusive\. The linter is not available here\./);
		});
	});

	suite('metadata-complete', () => {
		test('wants owner, description and model unless told otherwise', async () => {
			configure('require: [metadata-complete]');
			assert.deepEqual(await words(), [
				'metadata-complete (owner, description, model): failed, no owner. prompts/greeter-v2.0.0.j2 has no owner. Add what is missing to the front matter.',
			]);
			configure('require: [{metadata-complete: {fields: [description, model, inputs]}}]');
			assert.match((await words()).join(), /: passed, complete\./);
		});
	});

	suite('fresh-evidence', () => {
		test('says what is there instead', async () => {
			configure('require: [fresh-evidence]');
			assert.match(
				(await words()).join(),
				/failed, 0\. No completed run evaluated exactly the content of greeter 2\.0\.0\. Run its experiment again\.$/,
			);
			record({ version: '2.0.0', scores: [1], record: { status: 'failed' } });
			record({
				version: '2.0.0',
				scores: [1],
				record: { prompt: { name: 'greeter', version: '2.0.0', path: 'a', sha256: 'f'.repeat(64) } },
			});
			assert.match(
				(await words()).join(),
				/1 run evaluated 2\.0\.0 with different content, so the prompt has changed since; 1 run of this content did not complete\. Run/,
			);
		});

		test('does not take failed runs for evidence, also when they are named', async () => {
			configure('require: [fresh-evidence]');
			const folder = record({ version: '2.0.0', scores: [1], record: { status: 'failed' } });
			const [line] = await words({ evidence: { runs: [folder.slice(folder.lastIndexOf('/') + 1)] } });
			assert.match(line ?? '', /fresh-evidence .*failed, 0\./);
		});
	});
});
