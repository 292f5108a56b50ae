import type { TemporaryRepository } from './temporary-repository.ts';

/** The prompt of the sample workspace at one version. */
export function promptText(version: string, text: string): string {
	return `---\nname: code-generator\nversion: ${version}\nmodel: gpt-4-turbo\nparameters: {temperature: 0.7, max_tokens: 1024}\ninputs:\n  spec: {type: string}\n---\nuser:\n${text}: {{ spec }}\n`;
}

export const datasetText = '{"case": "a"}\n{"case": "b"}\n';

/** One line per case: two cases, of which `passed` pass. */
export function samplesText(passed: number): string {
	return ['a', 'b'].map((id, position) => `${JSON.stringify({ case: id, scores: { pass_rate: position < passed ? 1 : 0 } })}\n`).join('');
}

/** A workspace with two versions of a prompt, a dataset and an experiment, committed. */
export function writeSampleWorkspace(repository: TemporaryRepository): void {
	repository.write('prompts/code-generator-v1.0.0.j2', promptText('1.0.0', 'Write'));
	repository.write('prompts/code-generator-v2.0.0.j2', promptText('2.0.0', 'Write with care'));
	repository.write('datasets/cases.jsonl', datasetText);
	repository.write('evaluate.py', 'print("scored")\n');
	repository.write(
		'experiments/2025-01/exp-001-care/methodology.yaml',
		`id: exp-001
dataset: {path: datasets/cases.jsonl, size: 2}
parameters: {temperature: 0.5}
variants:
  v1: {prompt: code-generator@1.0.0, baseline: true}
  v2: {prompt: code-generator@2.0.0, parameters: {top_p: 0.9}}
metrics:
  pass_rate: {goal: maximize, primary: true}
run: {command: python evaluate.py}
`,
	);
	repository.write('in/samples.jsonl', samplesText(1));
	repository.commitAll('The sample workspace');
}
