import { z } from 'zod';
import type { DatasetState } from '../../../core/use-cases/run/dataset-state.ts';
import type { ExperimentEvidence, RegistryEvidence } from '../../../language-server/documents/evidence.ts';
import type { Rule } from '../../../language-server/rules/rule.ts';
import { exampleRun } from '../../golden/example-run.ts';
import { headerOf, linesOf } from './case-text.ts';

export interface Setting {
	readonly path: string;
	readonly config: string | undefined;
	readonly content: string | undefined;
	readonly showsFixes: boolean;
	readonly committed: string | undefined;
	readonly committedPath: string | undefined;
	readonly release: string | undefined;
	readonly files: ReadonlyMap<string, string>;
	readonly experiment: Omit<ExperimentEvidence, 'hypothesisText'>;
	readonly registry: RegistryEvidence;
	readonly today: string;
	/** Exact counts, of the prompt and of the committed one. */
	readonly tokens: readonly number[];
}

const defaultPaths: Readonly<Record<Rule['appliesTo'], string>> = {
	component: 'pipelines/example.yaml',
	prompt: 'prompts/example.j2',
	experiment: 'experiments/2025-01/exp-001-example/methodology.yaml',
	registry: 'registry/example.yaml',
	any: 'prompts/example.j2',
	text: 'prompts/example.j2',
	suppressions: 'prompts/example.j2',
	unreadable: 'prompts/example.j2',
};

export function readSetting(rule: Rule, body: string): Setting {
	const header = headerOf(body);
	const option = (name: string): string | undefined =>
		header
			.find(line => line === `@ ${name}` || line.startsWith(`@ ${name}:`))
			?.slice(`@ ${name}:`.length)
			.trim();
	const committed = linesOf(header.join('\n'), '< ');
	return {
		path: option('path') ?? defaultPaths[rule.appliesTo],
		config: option('config'),
		content: option('content'),
		showsFixes: option('fixes') !== undefined,
		committed: committed.length === 0 ? undefined : committed.join('\n'),
		committedPath: option('committed-path'),
		release: option('release'),
		files: readFiles(header),
		experiment: {
			dataset: readDataset(option('dataset')),
			runs: Array.from({ length: Number(option('runs') ?? 0) }, (_, index) => exampleRun(index)),
			conclusionText: option('conclusion'),
			results: readResults(option('results')),
			columns: readColumns(option('columns')),
			datasetColumns: readColumns(option('dataset-columns')),
			scorerTexts: new Map(Object.entries(z.record(z.string(), z.string()).parse(JSON.parse(option('scorer-texts') ?? '{}')))),
		},
		registry: {
			problems: claimsSchema.parse(JSON.parse(option('claims') ?? '[]')),
			evaluatedBy: new Map(Object.entries(z.record(z.string(), z.string()).parse(JSON.parse(option('evaluated') ?? '{}')))),
			hasWholeHistory: option('shallow') === undefined,
		},
		today: option('today') ?? '2026-11-22',
		tokens: option('tokens')?.split(' of ').map(Number) ?? [],
	};
}

function readResults(json: string | undefined): readonly number[] | undefined {
	return json === undefined ? undefined : z.array(z.number()).parse(JSON.parse(json));
}

function readColumns(json: string | undefined): readonly string[] | undefined {
	return json === undefined ? undefined : z.array(z.string()).parse(JSON.parse(json));
}

const claimsSchema = z.array(
	z.object({
		name: z.string(),
		transition: z
			.int()
			.optional()
			.transform(value => value),
		kind: z.enum(['content-mismatch', 'invalid-approval', 'missing-gates', 'missing-source']),
		message: z.string(),
		place: z.array(z.union([z.string(), z.int()])),
	}),
);

const unknownDataset: DatasetState = {
	path: 'datasets/cases.jsonl',
	sha256: undefined,
	caseCount: undefined,
	byteCount: undefined,
	isLfsPointer: false,
	git: 'none',
	isInLfs: false,
	dvc: undefined,
};

function readDataset(json: string | undefined): DatasetState | undefined {
	return json === undefined ? undefined : { ...unknownDataset, ...(JSON.parse(json) as Partial<DatasetState>) };
}

function readFiles(header: readonly string[]): ReadonlyMap<string, string> {
	const files = new Map<string, string>();
	let path: string | undefined;
	for (const line of header) {
		if (line.startsWith('@ file:')) {
			path = line.slice('@ file:'.length).trim();
			files.set(path, '');
		} else if (path !== undefined && /^\+( |$)/.test(line)) {
			files.set(path, `${files.get(path) ?? ''}${line.slice(2)}\n`);
		}
	}
	return files;
}
