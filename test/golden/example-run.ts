import { runRecordSchema } from '../../core/formats/run/run-record.ts';
import type { RunRecord } from '../../core/formats/run/run-record.ts';

const exampleHash = 'a'.repeat(64);

/**
 * A complete run record of `exp-001`, variant `v1`, with the given parts replaced. `number` makes ids, times and commits differ,
 * the way recorded runs do.
 */
export function exampleRun(number: number, replaced: Partial<RunRecord> = {}): RunRecord {
	const minute = String(number % 60).padStart(2, '0');
	return runRecordSchema.parse({
		schema: 'stagemark/run/v1',
		id: `20250131T10${minute}00Z-${number.toString(16).padStart(6, '0')}`,
		experiment: 'exp-001',
		variant: 'v1',
		status: 'completed',
		started_at: `2025-01-31T10:${minute}:00Z`,
		ended_at: `2025-01-31T10:${minute}:30Z`,
		recorded_by: 'Ana <ana@example.com>',
		prompt: {
			name: 'code-generator',
			version: '1.0.0',
			path: 'prompts/code-generator-v1.0.0.j2',
			sha256: promptHash('1.0.0'),
		},
		model: 'gpt-4-turbo',
		parameters: { temperature: 0.7 },
		seed: null,
		dataset: { path: 'datasets/python-100.jsonl', sha256: exampleHash, cases: 100 },
		scorer: { name: 'pytest', version: '8.3', sha256: exampleHash },
		git: { commit: number.toString(16).padStart(40, '0'), branch: 'main', dirty: false },
		environment: { os: 'linux', runtime: { python: '3.11.7' }, lockfiles: {} },
		metrics: {},
		artifacts: [],
		tags: {},
		notes: '',
		source: { kind: 'command' },
		...replaced,
	});
}

/** The prompt of `exampleRun` in another version. */
export function examplePrompt(version: string): NonNullable<RunRecord['prompt']> & { readonly sha256: string } {
	return { name: 'code-generator', version, path: `prompts/code-generator-v${version}.j2`, sha256: promptHash(version) };
}

function promptHash(version: string): string {
	return version.replaceAll('.', '').padEnd(64, '0');
}
