import assert from 'node:assert/strict';
import { parseSamples } from './parse-samples.ts';

const signal = new AbortController().signal;

async function* linesOf(text: string): AsyncGenerator<string> {
	for (const line of text.split('\n')) {
		await Promise.resolve();
		yield line;
	}
}

suite('samples', () => {
	test('are read line by line with their defaults', async () => {
		const { samples, problems } = await parseSamples(
			linesOf(
				'{"case": 7, "scores": {"rate": true, "bleu": 0.5}, "group": 2, "latency_ms": 12}\n\n  \n{"case": "b", "error": "timeout"}\n',
			),
			signal,
		);
		assert.deepEqual(problems, []);
		assert.deepEqual(
			samples.map(({ case: id, scores, group, error }) => ({ id, scores, group, error })),
			[
				{ id: '7', scores: { rate: 1, bleu: 0.5 }, group: '2', error: undefined },
				{ id: 'b', scores: {}, group: undefined, error: 'timeout' },
			],
		);
	});

	const refused: readonly (readonly [title: string, line: string, message: RegExp])[] = [
		['NaN', '{"case": 1, "scores": {"rate": NaN}}', /^NaN is neither a number nor JSON, .*Omit the score/],
		['-Infinity', '{"case": 1, "scores": {"rate": -Infinity}}', /^-Infinity is neither a number/],
		['a number too large', '{"case": 1, "scores": {"rate": 1e999}}', /^The score "rate" is a number too large to calculate with\./],
		['text for a score', '{"case": 1, "scores": {"rate": "high"}}', /^The score "rate" is the text "high"\. A mean needs numbers/],
		['a number in quotes', '{"case": 1, "scores": {"rate": "0.5"}}', /^The score "rate" is the text "0\.5"/],
		['null for a score', '{"case": 1, "scores": {"rate": null}}', /^The score "rate" is null\..*omit the score/],
		['a list of scores', '{"case": 1, "scores": [1]}', /^"scores" is a list\./],
		['no case', '{"scores": {"rate": 1}}', /^This line does not name a case/],
		['an object for a case', '{"case": {}, "scores": {}}', /^The case id is an object\./],
		['a negative latency', '{"case": 1, "latency_ms": -3}', /^"latency_ms" is the number -3\. It must be a number of at least 0/],
		['a list for an error', '{"case": 1, "error": ["timeout"]}', /^"error" is a list\. It must be the message/],
		['a number for an error', '{"case": 1, "error": 504}', /^"error" is the number 504\. It must be the message/],
		['a list', '[1, 2]', /^This line is not a JSON object\./],
		['no JSON', 'case,score', /^This line is not JSON, so its case is left out\./],
		['the word NaN in broken text', '{"case": "NaN", "scores": {"rate": 1}]', /^This line is not JSON/],
	];
	for (const [title, line, message] of refused) {
		test(`${title} is refused in words, and the other lines count`, async () => {
			const { samples, problems } = await parseSamples(linesOf(`{"case": "a"}\n${line}\n{"case": "z"}`), signal);
			assert.deepEqual(
				samples.map(sample => sample.case),
				['a', 'z'],
			);
			assert.equal(problems.length, 1);
			assert.equal(problems[0]?.line, 2);
			assert.match(problems[0].message, message);
		});
	}

	for (const end of ['{"case": "b", "scores": {"rate": ', '{"case": "b", "output": "half a sen', '{']) {
		test(`a file that ends within a line says so: ${end}`, async () => {
			const { samples, problems } = await parseSamples(linesOf(`{"case": "a"}\n${end}`), signal);
			assert.equal(samples.length, 1);
			assert.deepEqual(
				problems.map(problem => [problem.line, problem.message.slice(0, 46)]),
				[[2, 'The file ends in the middle of this line, so t']],
			);
		});
	}

	test('a line cut off in the middle of the file is broken, not the end', async () => {
		const { problems } = await parseSamples(linesOf('{"case": "b", "sco\n{"case": "a"}'), signal);
		assert.match(problems[0]?.message ?? '', /^This line is not JSON/);
	});

	test('a case that comes twice is kept twice and reported with both lines', async () => {
		const { samples, problems } = await parseSamples(linesOf('{"case": "a"}\n\n{"case": "b"}\n{"case": "a"}'), signal);
		assert.equal(samples.length, 3);
		assert.deepEqual(problems, [
			{
				line: 4,
				message:
					'The case "a" is already on line 1. Both answers are kept and averaged. If they are different cases, give each its own id.',
			},
		]);
	});

	test('a file of another kind gives a hundred problems and a count', async () => {
		const { problems } = await parseSamples(linesOf(Array.from({ length: 250 }, () => 'no').join('\n')), signal);
		assert.equal(problems.length, 101);
		assert.deepEqual(problems[100], {
			line: 101,
			message: '150 more lines after this one have problems. Check whether this is a file of samples.',
		});
	});

	test('names of scores that every object has are scores like others', async () => {
		const { samples } = await parseSamples(linesOf('{"case": "a", "scores": {"constructor": 1, "toString": 0}}'), signal);
		assert.deepEqual(Object.entries(samples[0]?.scores ?? {}), [
			['constructor', 1],
			['toString', 0],
		]);
	});

	test('reading stops when cancelled', async () => {
		const controller = new AbortController();
		controller.abort(new Error('stopped'));
		await assert.rejects(parseSamples(linesOf('{"case": "a"}'), controller.signal), /stopped/);
	});
});
