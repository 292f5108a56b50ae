import assert from 'node:assert/strict';
import { sortResultFiles } from './sort-result-files.ts';

suite('files picked for a run', () => {
	test('are told apart by their conventional names', () => {
		assert.deepEqual(sortResultFiles(['/out/metrics.json', '/out/samples.jsonl', '/out/params.json', '/out/plot.png']), {
			samples: '/out/samples.jsonl',
			metrics: '/out/metrics.json',
			params: '/out/params.json',
			artifacts: ['/out/plot.png'],
		});
	});

	test('may be called otherwise when there is one of each kind', () => {
		assert.deepEqual(sortResultFiles(['C:\\out\\answers.jsonl', 'C:\\out\\scores.json']), {
			samples: 'C:\\out\\answers.jsonl',
			metrics: 'C:\\out\\scores.json',
			params: undefined,
			artifacts: [],
		});
	});

	test('are kept as artifacts when several could be the samples', () => {
		assert.deepEqual(sortResultFiles(['/a.jsonl', '/b.jsonl']), {
			samples: undefined,
			metrics: undefined,
			params: undefined,
			artifacts: ['/a.jsonl', '/b.jsonl'],
		});
	});

	test('have one set of samples by name beside other lines', () => {
		const sorted = sortResultFiles(['/samples.jsonl', '/series.jsonl']);
		assert.equal(sorted.samples, '/samples.jsonl');
		assert.deepEqual(sorted.artifacts, ['/series.jsonl']);
	});
});
