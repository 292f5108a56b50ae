import assert from 'node:assert/strict';
import { commandFiles } from './command-files.ts';

suite('the files a command names', () => {
	const files = new Set(['evaluate.py', 'evals/score.py', 'evals/config file.yaml', 'experiments/e/judge.py', 'log.txt']);
	const cases: readonly (readonly [command: string, found: readonly string[]])[] = [
		['python evaluate.py', ['evaluate.py']],
		['python ./evals/score.py --helper evaluate.py', ['evals/score.py', 'evaluate.py']],
		['python judge.py', ['experiments/e/judge.py']],
		['python ../../evaluate.py', ['evaluate.py']],
		['python evaluate.py && node "evals/score.py"; echo done', ['evaluate.py', 'evals/score.py']],
		["python evaluate.py --config='evals/config file.yaml'", ['evaluate.py', 'evals/config file.yaml']],
		['python evaluate.py > log.txt 2>&1', ['evaluate.py']],
		['python evaluate.py --output log.txt', ['evaluate.py']],
		['python evaluate.py --output=log.txt evals/score.py', ['evaluate.py', 'evals/score.py']],
		['python evaluate.py -o log.txt', ['evaluate.py']],
		['python ../../../etc/passwd evaluate.py evaluate.py', ['evaluate.py']],
		['', []],
	];
	for (const [command, found] of cases) {
		test(command === '' ? 'are none of an empty command' : `${command}: ${found.join(', ')}`, () =>
			assert.deepEqual(
				commandFiles(command, 'experiments/e', path => files.has(path)),
				found,
			),
		);
	}
});
