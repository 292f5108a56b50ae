import type { CompareSideInput, RunWithSamples } from '../../core/judging/compare/cases/compare-side.ts';
import { compareRuns } from '../../core/judging/compare/compare-runs.ts';
import type { Comparison } from '../../core/judging/compare/comparison.ts';
import { experimentSchema } from '../../core/formats/experiment/experiment.ts';
import type { Experiment } from '../../core/formats/experiment/experiment.ts';
import type { Feedback } from '../../core/formats/run/feedback.ts';
import { runRecordSchema } from '../../core/formats/run/run-record.ts';
import { sampleSchema } from '../../core/formats/run/sample.ts';

/** What one answer to one case scored; the output is shown, never run. */
export interface Answer {
	readonly scores: Readonly<Record<string, number>>;
	readonly output?: string;
	readonly error?: string | { readonly kind: 'refused'; readonly message: string };
	readonly group?: string;
	readonly costUsd?: number;
}

export interface VariantFixture {
	readonly name: string;
	readonly version: string;
	readonly parameters?: Readonly<Record<string, unknown>>;
	readonly datasetSha256?: string;
	/** Of the prompt; every variant has one of its own unless told. */
	readonly promptSha256?: string;
	readonly seeds?: readonly number[];
	readonly answer: (caseIndex: number, seed: number) => Answer;
	/** What people say of the answers. */
	readonly feedback?: readonly Feedback[];
	/** Put in front of the ids of cases, so that other variants do not have them. */
	readonly casePrefix?: string;
}

interface ComparisonFixture {
	readonly metrics: Readonly<
		Record<string, { readonly goal?: 'maximize' | 'minimize'; readonly primary?: boolean; readonly min_effect?: number }>
	>;
	readonly variants: readonly VariantFixture[];
	readonly caseCount: number;
	readonly caseInput?: (caseIndex: number) => string;
	/** What else the experiment declares. */
	readonly plan?: object;
}

const hash = (digit: string): string => digit.repeat(64);

/** A comparison computed by core from run records and samples, the first variant being the baseline. */
export function compareVariants({ metrics, variants, caseCount, caseInput, plan }: ComparisonFixture): Comparison {
	const [baseline] = variants;
	const experiment = experimentSchema.parse({
		id: 'exp-001',
		name: 'Prompt v2 vs v1',
		metrics,
		...plan,
		variants: Object.fromEntries(
			variants.map(variant => [variant.name, { prompt: `code-generator@${variant.version}`, baseline: variant === baseline }]),
		),
	});
	const cases = Array.from({ length: caseCount }, (_, index) => ({
		id: caseId(index),
		input: caseInput?.(index) ?? `Write a function that returns the median of a list. Case ${index}.`,
	}));
	const sides = variants.map((variant, index): CompareSideInput => ({
		label: `exp-001/${variant.name}`,
		experiment: 'exp-001',
		variant: variant.name,
		runs: (variant.seeds ?? [1]).map(seed => recordedRun({ experiment, variant, index, seed, cases })),
	}));
	return compareRuns({ title: 'exp-001 · Prompt v2 vs v1', sides, experiment });
}

/** A comparison of the size that people with many runs have: candidates `c1`, `c2` …, metrics `metric_000`, `metric_001` …. */
export function manyMetrics(size: {
	readonly metricCount: number;
	readonly candidateCount: number;
	readonly caseCount: number;
}): Comparison {
	const names = Array.from({ length: size.metricCount }, (_, index) => `metric_${String(index).padStart(3, '0')}`);
	const answer =
		(side: number) =>
		(index: number): Answer => ({
			scores: Object.fromEntries(
				names.map((name, position) => [name, Math.sin(index * 12.9898 + position) + (side * (position % 3)) / 20]),
			),
			output: `Answer ${index} of ${side}`,
			costUsd: 0.001 * (1 + side + (index % 5) / 10),
		});
	return compareVariants({
		metrics: Object.fromEntries(names.map((name, index) => [name, { primary: index === 0 }])),
		variants: Array.from({ length: size.candidateCount + 1 }, (_, side) => ({
			name: side === 0 ? 'baseline' : `c${side}`,
			version: `1.0.${side}`,
			answer: answer(side),
		})),
		caseCount: size.caseCount,
	});
}

/** The id of a case by its position. */
export function caseId(index: number): string {
	return `py-${String(index).padStart(3, '0')}`;
}

interface RunInput {
	readonly experiment: Experiment;
	readonly variant: VariantFixture;
	readonly index: number;
	readonly seed: number;
	readonly cases: readonly { readonly id: string; readonly input: string }[];
}

function recordedRun({ experiment, variant, index, seed, cases }: RunInput): RunWithSamples {
	const samples = cases.map(({ id, input }, caseIndex) => {
		const { scores, output, error, group, costUsd } = variant.answer(caseIndex, seed);
		return sampleSchema.parse({
			case: `${variant.casePrefix ?? ''}${id}`,
			input,
			output,
			scores,
			error: error ?? null,
			...(group === undefined ? {} : { group }),
			cost_usd: costUsd,
		});
	});
	const record = runRecordSchema.parse({
		schema: 'stagemark/run/v1',
		id: `20250131T10${String(10 + seed)}00Z-${index.toString(16).padStart(2, '0')}9a1c`,
		experiment: experiment.id,
		variant: variant.name,
		status: 'completed',
		started_at: '2025-01-31T10:30:00Z',
		ended_at: '2025-01-31T10:31:12Z',
		recorded_by: 'Ana <ana@example.com>',
		prompt: {
			name: 'code-generator',
			version: variant.version,
			path: `prompts/code-generator-v${variant.version}.j2`,
			sha256: variant.promptSha256 ?? hash('abcdef'.charAt(index % 6)),
		},
		model: 'gpt-4-turbo',
		parameters: variant.parameters ?? { temperature: 0.7 },
		seed,
		dataset: { path: 'datasets/python-100.jsonl', sha256: variant.datasetSha256 ?? hash('9'), cases: cases.length },
		scorer: { name: 'pytest', version: '8.3' },
		git: { commit: '4fd25cb0'.repeat(5), branch: 'main', dirty: false },
		environment: { os: 'linux', runtime: { python: '3.11.7' }, lockfiles: {} },
		metrics: {},
		artifacts: [],
		tags: {},
		notes: '',
		source: { kind: 'command' },
	});
	return { record, samples, ...(variant.feedback === undefined ? {} : { feedback: variant.feedback }) };
}
