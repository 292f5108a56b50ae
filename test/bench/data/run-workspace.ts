import { TemporaryRepository } from '../../support/temporary-repository.ts';

/** A workspace of one experiment with many recorded runs, as the command line records them, each with samples. */
export function runWorkspace(runCount: number): TemporaryRepository {
	const repository = TemporaryRepository.create();
	const folder = 'experiments/exp-1';
	repository.write(
		'prompts/answer.j2',
		'---\nname: answer\nversion: 1.0.0\ninputs:\n  topic: {type: string}\n---\nuser:\nWrite of {{ topic }}.\n',
	);
	repository.write(
		`${folder}/experiment.yaml`,
		'id: exp-1\ntitle: Many runs\nhypothesis: None\nbaseline: v1\nvariants:\n  v1: {prompt: answer@1.0.0}\n  v2: {prompt: answer@1.0.0}\nmetrics:\n  score: {goal: maximize, primary: true}\n',
	);
	for (let position = 0; position < runCount; position++) {
		const id = runId(position);
		repository.write(`${folder}/runs/${id}/run.json`, `${JSON.stringify(record(id, position), undefined, 2)}\n`);
		const samples = Array.from(
			{ length: 20 },
			(_, index) => `{"case":"c${index}","scores":{"score":${(index + position) % 7}},"output":"An answer of some words."}\n`,
		);
		repository.write(`${folder}/runs/${id}/samples.jsonl`, samples.join(''));
	}
	return repository;
}

function runId(position: number): string {
	const at = new Date(Date.UTC(2025, 0, 1) + position * 1000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
	return `${at}Z-${position.toString(16).padStart(6, '0')}`;
}

function record(id: string, position: number): object {
	const hash = 'ab'.repeat(32);
	const metrics = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`metric_${index}`, ((position * 7 + index) % 100) / 100]));
	return {
		schema: 'stagemark/run/v1',
		id,
		experiment: 'exp-1',
		variant: position % 2 === 0 ? 'v1' : 'v2',
		status: 'completed',
		started_at: new Date(Date.UTC(2025, 0, 1) + position * 1000).toISOString(),
		ended_at: null,
		recorded_by: 'Ana <ana@example.com>',
		prompt: { name: 'answer', version: '1.0.0', path: 'prompts/answer.j2', sha256: hash },
		model: 'gpt-5',
		parameters: { temperature: 0.2, max_tokens: 500 },
		seed: position,
		dataset: { path: 'data/cases.jsonl', sha256: hash, cases: 20 },
		scorer: { name: 'exact', sha256: hash },
		git: { commit: 'a'.repeat(40), branch: 'main', dirty: false },
		environment: { os: 'linux', runtime: { node: '22.0.0' }, lockfiles: { 'package-lock.json': hash } },
		metrics: { score: (position % 97) / 97, ...metrics },
		usage: { input_tokens: 1000 + position, output_tokens: 200, cost_usd: 0.01 },
		artifacts: [],
		tags: {},
		notes: '',
		source: { kind: 'command' },
	};
}
