import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../tools/machine/clean-up.mjs';

/** A copy of the sample repository of its own for one suite: real Git, twenty recorded runs. */
export class SampleCopy {
	/** Absolute path of the repository. */
	readonly root: string;
	readonly #folder: string;

	constructor() {
		this.#folder = temporaryFolder('e2e');
		this.root = join(this.#folder, 'code-generator');
		const ready = process.env['STAGEMARK_SAMPLE'];
		if (ready !== undefined) {
			cpSync(ready, this.root, { recursive: true });
			return;
		}
		run(process.execPath, ['tools/sample-repository.mjs', this.root], process.cwd());
	}

	git(...args: readonly string[]): string {
		return run('git', args, this.root);
	}

	read(path: string): string {
		return readFileSync(join(this.root, path), 'utf8');
	}

	write(path: string, text: string): void {
		writeFileSync(join(this.root, path), text);
	}

	/** Scores one variant with one seed into the folder `out`, which Git ignores, and gives that folder's path in the workspace. */
	evaluate(variant: string, seed: number): string {
		const folder = `out/${variant}-${seed}`;
		const python = process.env['STAGEMARK_PYTHON'] ?? 'python3';
		run(python, ['scripts/evaluate.py', '--variant', variant, '--seed', String(seed), '--run-dir', folder], this.root);
		return folder;
	}

	dispose(): void {
		rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
	}
}

function run(command: string, args: readonly string[], cwd: string): string {
	const result = spawnSync(command, args, { cwd, encoding: 'utf8' });
	if (result.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${result.stderr}${result.stdout}`, { cause: result.error });
	return result.stdout;
}
