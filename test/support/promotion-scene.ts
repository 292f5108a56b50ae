import { editRegistry } from '../../core/formats/registry/edit-registry.ts';
import { findVersion } from '../../core/use-cases/promote/find-version.ts';
import { sealTransition } from '../../core/formats/registry/hash-chain.ts';
import type { UnsealedTransition } from '../../core/formats/registry/hash-chain.ts';
import { parseRegistry } from '../../core/formats/registry/parse-registry.ts';
import type { SeenMove } from '../../core/use-cases/promote/read-move.ts';
import type { GateOutcome, Registry, RegistryRequest, Transition } from '../../core/formats/registry/registry-file.ts';
import { parseConfig } from '../../core/formats/config/parse-config.ts';
import { WorkspaceIndex } from '../../core/workspace/workspace-index.ts';

const [hash1, hash2] = ['1'.repeat(64), '2'.repeat(64)];
const path = 'registry/code-generator.yaml';
export const [ana, bruno, clara, davi] = ['Ana Souza', 'Bruno Lima', 'Clara Reis', 'Davi Melo'].map(
	name => `${name} <${name.split(' ')[0]?.toLowerCase() ?? ''}@example.com>`,
) as [string, string, string, string];

const configuration = `promotion:
  Production:
    require: [lint-clean]
    approvals: 2
    approvers: ["*@example.com"]
`;

/** What the gates said: one of each outcome, one of them over two lines. */
export const mixedGates: readonly GateOutcome[] = [
	{ gate: 'lint-clean', outcome: 'passed', observed: '0 errors', threshold: '0 errors' },
	{
		gate: 'test_pass_rate',
		outcome: 'passed',
		observed: 0.89,
		threshold: '>= 0.85',
		detail: '89 % on 100 cases, 95 % interval 86.1 … 91.4 %.',
		evidence: { experiment: 'exp-001', runs: ['20250130T101500Z-a1b2c3', '20250131T103000Z-3f9a1c'] },
	},
	{
		gate: 'human_rating',
		outcome: 'inconclusive',
		observed: 4.3,
		threshold: 'no regression beyond 0.2',
		detail: 'The interval −0.31 … +0.12 reaches past the margin.\nn ≈ 140 cases would decide.',
		evidence: { experiment: 'exp-001', runs: ['20250131T103000Z-3f9a1c'] },
	},
	{
		gate: 'latency_ms p95',
		outcome: 'failed',
		observed: 2310,
		threshold: '<= 2000',
		detail: 'The slowest 5 % of 2 000 cases took 2 310 ms or more.',
	},
	{ gate: 'similarity', outcome: 'skipped', detail: 'There is no other version to compare with.' },
];

export const passedGates: readonly GateOutcome[] = mixedGates.filter(({ outcome }) => outcome === 'passed');

const request: RegistryRequest = {
	id: 'r-7c21f0',
	version: '2.0.0',
	to: 'Production',
	by: ana,
	at: '2025-01-31T14:02:00Z',
	reason: 'Passes more hidden tests on the same cases, <b>at the same cost</b>.',
	prompt_sha256: hash2,
	status: 'pending',
	checks: [],
	reviews: [
		{ by: bruno, at: '2025-01-31T15:20:00Z', verdict: 'approve', comment: 'Numbers hold on the hard subset.', prompt_sha256: hash2 },
		{ by: davi, at: '2025-01-31T15:40:00Z', verdict: 'approve', prompt_sha256: hash2 },
	],
};

const moves: readonly Omit<UnsealedTransition, 'previous'>[] = [
	{
		at: '2024-11-20T09:00:00Z',
		by: ana,
		version: '1.4.0',
		from: 'None',
		to: 'Staging',
		reason: 'First version that runs',
		prompt_sha256: hash1,
	},
	{
		at: '2024-12-12T10:00:00Z',
		by: bruno,
		version: '1.4.0',
		from: 'Staging',
		to: 'Production',
		reason: 'The launch cannot wait for the missing cases',
		experiment: 'exp-000',
		runs: ['20241210T090000Z-000001'],
		prompt_sha256: hash1,
		gates: [...mixedGates],
		override: true,
	},
	{
		at: '2025-01-20T08:30:00Z',
		by: ana,
		version: '2.0.0',
		from: 'None',
		to: 'Staging',
		reason: 'Evaluated on the hard subset',
		experiment: 'exp-001',
		runs: ['20250130T101500Z-a1b2c3'],
		prompt_sha256: hash2,
	},
];

interface SceneOptions {
	/** Who looks at it. */
	readonly by?: string | undefined;
	readonly request?: Partial<RegistryRequest> | 'none';
	/** Moves after those of the story. */
	readonly more?: readonly Omit<UnsealedTransition, 'previous'>[];
}

/** The registry of the story: 1.4.0 in Production by an override, 2.0.0 in Staging and asked for. */
export function sceneRegistry({ request: change = {}, more = [] }: SceneOptions = {}): { readonly value: Registry; readonly text: string } {
	const transitions: Transition[] = [];
	for (const move of [...moves, ...more]) transitions.push(sealTransition(move, transitions.at(-1)));
	const stageOf = new Map(transitions.map(({ version, to }) => [version, to]));
	const text = editRegistry(undefined, {
		name: 'code-generator',
		pointers: new Map([...stageOf].filter(([, stage]) => stage !== 'Archived').map(([version, stage]) => [stage, version])),
		stages: stageOf,
		registered: [
			{ version: '1.4.0', source: 'prompts/code-generator-v1.4.0.j2', sha256: hash1 },
			{ version: '2.0.0', source: 'prompts/code-generator-v2.0.0.j2', sha256: hash2 },
		],
		transitions,
		requests: change === 'none' ? [] : [{ ...request, ...change }],
	});
	const { value } = parseRegistry(path, text);
	if (value === undefined) throw new Error(text);
	return { value, text };
}

/** What is read of the move of 2.0.0 to Production. */
export function sceneReading(options: SceneOptions = {}): SeenMove {
	const config = parseConfig(configuration);
	const versions = [
		{ version: '2.0.0', path: 'prompts/code-generator-v2.0.0.j2', contentHash: hash2 },
		{ version: '1.4.0', path: 'prompts/code-generator-v1.4.0.j2', contentHash: hash1 },
	];
	const asked = { name: 'code-generator', version: '2.0.0', to: 'Production', reason: '' };
	const known = {
		config: config.value,
		kind: 'prompt' as const,
		configProblems: config.problems,
		path,
		registry: parseRegistry(path, sceneRegistry(options).text),
		versions,
		basis: {
			experiment: 'exp-001',
			runs: ['20250130T101500Z-a1b2c3', '20250131T103000Z-3f9a1c'].map((id, position) => ({
				id,
				sha256: `${position + 1}`.repeat(64),
			})),
			unread: [],
		},
	};
	const found = findVersion(asked, known);
	if (!found.ok) throw new Error(found.failure.kind);
	return {
		...asked,
		...known,
		...found.value,
		index: new WorkspaceIndex(config),
		people: { authors: [davi], canonical: new Map() },
		by: 'by' in options ? options.by : clara,
		at: '2025-02-01T09:00:00Z',
		state: { kind: 'repository', commit: 'a'.repeat(40), branch: 'main', operation: undefined, isShallow: false },
		refusals: [],
	};
}
