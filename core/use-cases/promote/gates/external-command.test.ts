import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gateInWords } from '../../../judging/gates/gate-words.ts';
import { evaluateGates } from '../evaluate-gates.ts';
import { eventually } from '../../../../test/support/eventually.ts';
import { isRunning } from '../../../../test/support/is-running.ts';
import { setGateScene } from '../../../../test/support/gate-scene.ts';

suite('evaluateGates', () => {
	const scene = setGateScene();
	const { configure, judge, only } = scene;

	suite('a command', () => {
		test('passes by its exit code and is told the version', async () => {
			const found = await only(
				'{command: \'echo "$STAGEMARK_NAME $STAGEMARK_VERSION $STAGEMARK_STAGE"; grep -c now "$STAGEMARK_PROMPT"\'}',
			);
			assert.match(found, /\(exit code 0 within 10m\): passed, exit code 0\. greeter 2\.0\.0 Production\n1\.$/);
		});

		test('keeps the last of what it printed, without credentials and colours', async () => {
			const secret = 'gh' + 'p_aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY1zA2';
			scene.repository.write(
				'noisy.sh',
				`for i in $(seq 100); do echo "line $i"; done\nprintf '\\033[31mred\\033[0m ${secret}\\n'\nexit 3\n`,
			);
			const found = await only('{command: sh noisy.sh}');
			assert.match(found, /: failed, exit code 3\. line 90\n(line \d+\n){10}red \[GitHub token removed\]\.$/);
		});

		test('is ended with what it started when it takes too long', async () => {
			const found = await only('{command: "sleep 60 & echo $! > child.pid; wait", timeout: 2s}');
			assert.match(found, /within 2s\): failed, timed out and was ended with everything it had started\.$/);
			const child = Number(scene.repository.read('child.pid'));
			assert.ok(child > 0);
			await eventually('the end of what it started', () => Promise.resolve(isRunning(child) ? undefined : true));
		});

		test('is not run in a workspace that is not trusted, and does not count as passed', async () => {
			configure('gates: [{command: touch ran}]');
			const report = await judge({}, { isTrusted: false });
			assert.equal(report.passed, false);
			assert.match(
				report.gates.map(gateInWords).join(),
				/inconclusive\. The workspace is not trusted, so its commands are not run\./,
			);
			assert.equal(existsSync(join(scene.repository.root, 'ran')), false);
		});

		test('ends when the evaluation is cancelled', async () => {
			configure('gates: [{command: touch running; sleep 60}]');
			const controller = new AbortController();
			const target = { name: 'greeter', version: '2.0.0', to: 'Production' };
			const judged = evaluateGates(target, { ...scene.ports, isTrusted: true }, controller.signal);
			const rejected = assert.rejects(judged, { name: 'AbortError' });
			const flag = join(scene.repository.root, 'running');
			await eventually('the command', () => Promise.resolve(existsSync(flag) ? true : undefined));
			controller.abort();
			await rejected;
		});
	});
});
