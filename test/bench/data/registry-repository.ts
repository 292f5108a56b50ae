import { spawnSync } from 'node:child_process';
import { summarizePrompt } from '../../../core/workspace/summaries/summarize-prompt.ts';
import { sealTransition } from '../../../core/formats/registry/hash-chain.ts';
import type { Transition } from '../../../core/formats/registry/registry-file.ts';
import { TemporaryRepository } from '../../support/temporary-repository.ts';

/** How many names, how many transitions each has, and whether each transition is a commit of its own, as `promote` makes them. */
export interface RegistrySize {
	readonly names: number;
	readonly transitions: number;
	readonly commitEach: boolean;
}

/** A repository whose names moved up and down many times, every claim of which holds. Written through `git fast-import`. */
export function registryRepository({ names, transitions, commitEach }: RegistrySize): TemporaryRepository {
	const repository = TemporaryRepository.create();
	const stream: string[] = [];
	const commit = (message: string, files: ReadonlyMap<string, string>): void => {
		stream.push(`commit refs/heads/main\ncommitter Ana <ana@example.com> 1735689600 +0000\n${data(message)}`);
		for (const [path, text] of files) stream.push(`M 100644 inline ${path}\n${data(text)}`);
	};
	const registries = Array.from({ length: names }, (_, position) => new GrowingRegistry(`name-${position}`));
	commit('Prompts', new Map(registries.map(({ promptPath, promptText }) => [promptPath, promptText])));
	for (let step = 0; step < transitions; step++) {
		for (const registry of registries) {
			registry.move();
			if (commitEach) commit('Promote', new Map([[registry.path, registry.text]]));
		}
	}
	if (!commitEach) for (const registry of registries) commit('Promote', new Map([[registry.path, registry.text]]));
	const run = spawnSync('git', ['fast-import', '--quiet'], { cwd: repository.root, input: stream.join('') });
	if (run.status !== 0) throw new Error(run.stderr.toString());
	repository.git('reset', '--quiet', '--hard', 'main');
	return repository;
}

function data(text: string): string {
	return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

class GrowingRegistry {
	readonly path: string;
	readonly promptPath: string;
	readonly promptText: string;
	readonly #name: string;
	readonly #contentHash: string;
	readonly #lines: string[] = [];
	#last: Transition | undefined;

	constructor(name: string) {
		this.#name = name;
		this.path = `registry/${name}.yaml`;
		this.promptPath = `prompts/${name}.j2`;
		this.promptText = `---\nname: ${name}\nversion: 1.0.0\ninputs:\n  topic: {type: string}\n---\nuser:\nWrite of {{ topic }}.\n`;
		this.#contentHash = summarizePrompt(this.promptPath, this.promptText).summary.contentHash;
	}

	/** One more transition: into Staging, or out of it. */
	move(): void {
		const isIn = this.#last?.to === 'Staging';
		this.#last = sealTransition(
			{
				at: '2025-01-01T00:00:00Z',
				by: 'Ana <ana@example.com>',
				version: '1.0.0',
				from: isIn ? 'Staging' : 'None',
				to: isIn ? 'None' : 'Staging',
				reason: `Move ${this.#lines.length + 1} of many, with words as people write them.`,
				prompt_sha256: this.#contentHash,
			},
			this.#last,
		);
		const entries = Object.entries(this.#last).map(
			([key, value]) => `${key}: ${typeof value === 'string' && value !== '' ? value : '""'}`,
		);
		this.#lines.push(`  - ${entries.join('\n    ')}\n`);
	}

	get text(): string {
		const stage = this.#last?.to ?? 'None';
		const stages = stage === 'Staging' ? '{Staging: 1.0.0}' : '{}';
		const version = `  1.0.0:\n    source: ${this.promptPath}\n    sha256: ${this.#contentHash}\n    stage: ${stage}\n`;
		return `name: ${this.#name}\nkind: prompt\nstages: ${stages}\nversions:\n${version}transitions:\n${this.#lines.join('')}`;
	}
}
