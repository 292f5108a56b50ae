import { constants, rmSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import type { Ports, Worktree, Worktrees } from '../../core/ports/ports.ts';
import type { WorktreeFailure, WorktreeRequest } from '../../core/ports/worktree-request.ts';
import { fail, succeed } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { confinedPath } from '../files/confined-path.ts';
import { findLayout } from './repository-layout.ts';
import type { RepositoryLayout } from './repository-layout.ts';
import { gitForReading } from './run-git.ts';
import type { RunGit } from './run-git.ts';

const folderPrefix = 'stagemark-worktree-';

/** Worktrees of Git in the system's temporary folder, each in a folder named after the process that made it. */
export class NodeWorktrees implements Worktrees {
	readonly #root: string;
	readonly #createPorts: (root: string) => Ports;
	/** With hooks off and without the network. */
	readonly #git: RunGit;
	readonly #open = new Set<string>();
	readonly #removeOpen = (): void => this.#open.forEach(folder => rmSync(folder, { recursive: true, force: true }));

	/** @param root - Absolute path of the user's workspace. */
	constructor(root: string, createPorts: (root: string) => Ports) {
		this.#root = root;
		this.#createPorts = createPorts;
		this.#git = gitForReading(root);
	}

	async open({ commit, patch }: WorktreeRequest, signal: CancelSignal): Promise<Result<Worktree, WorktreeFailure>> {
		const layout = await findLayout(this.#root, this.#git);
		if ('kind' in layout) return fail({ kind: 'worktree-refused', output: 'not a Git repository' });
		await this.#removeAbandoned();
		const found = /^[0-9a-f]{40,64}$/.test(commit) ? await this.#git(['cat-file', '-e', `${commit}^{commit}`]) : { exitCode: 1 };
		if (found.exitCode !== 0) return fail({ kind: 'commit-missing', commit, isShallow: layout.isShallow });
		const folder = await realpath(await mkdtemp(join(tmpdir(), `${folderPrefix}${process.pid}-`)));
		this.#watch(folder);
		try {
			signal.throwIfAborted();
			const failure = await this.#checkOut(folder, commit, patch);
			signal.throwIfAborted();
			if (failure === undefined) return succeed(this.#worktree(folder, layout));
			await this.#remove(folder);
			return fail(failure);
		} catch (error) {
			await this.#remove(folder);
			throw error;
		}
	}

	async #checkOut(folder: string, commit: string, patch: Uint8Array | undefined): Promise<WorktreeFailure | undefined> {
		const tree = join(folder, 'tree');
		const added = await this.#git(['worktree', 'add', '--quiet', '--detach', '--', tree, commit]);
		if (added.exitCode !== 0) return { kind: 'worktree-refused', output: added.stderr };
		if (patch === undefined) return undefined;
		const file = join(folder, 'uncommitted.patch');
		await writeFile(file, patch);
		const applied = await gitForReading(tree)(['apply', '--whitespace=nowarn', '--', file]);
		return applied.exitCode === 0 ? undefined : { kind: 'patch-refused', output: applied.stderr };
	}

	#worktree(folder: string, { prefix }: RepositoryLayout): Worktree {
		const root = join(folder, 'tree', prefix);
		const ports = this.#createPorts(root);
		return {
			ports,
			bring: async (path, from = path) => {
				const [source, target] = [confinedPath(await realpath(this.#root), from), confinedPath(root, path)];
				if (source === undefined || target === undefined || !(await isFile(source))) return false;
				await mkdir(dirname(target), { recursive: true });
				await copyFile(source, target, constants.COPYFILE_FICLONE);
				return true;
			},
			dispose: async () => {
				ports.git.dispose();
				await this.#remove(folder);
			},
		};
	}

	/** Should this process end first, its folders must not outlive it; of one that is killed the next takes them away. */
	#watch(folder: string): void {
		if (this.#open.size === 0) process.on('exit', this.#removeOpen);
		this.#open.add(folder);
	}

	async #remove(folder: string): Promise<void> {
		// Git forgets this one alone; to prune would also forget worktrees of the user whose disk is not there at the moment.
		await this.#git(['worktree', 'remove', '--force', '--', join(folder, 'tree')]);
		await rm(folder, { recursive: true, force: true });
		this.#open.delete(folder);
		if (this.#open.size === 0) process.off('exit', this.#removeOpen);
	}

	/** The worktrees of this repository whose process is gone. */
	async #removeAbandoned(): Promise<void> {
		const listed = await this.#git(['worktree', 'list', '--porcelain', '-z']);
		const folders = listed.stdout
			.split('\0')
			.flatMap(line => (line.startsWith('worktree ') ? dirname(line.slice('worktree '.length)) : []));
		for (const folder of folders) {
			const owner = new RegExp(`^${folderPrefix}(\\d+)-`).exec(basename(folder))?.[1];
			if (owner !== undefined && !this.#isOpen(folder, Number(owner))) await this.#remove(folder);
		}
	}

	#isOpen(folder: string, owner: number): boolean {
		if (owner === process.pid) return this.#open.has(folder);
		try {
			return process.kill(owner, 0);
		} catch {
			// It has ended, or the number now belongs to somebody else's process.
			return false;
		}
	}
}

async function isFile(path: string): Promise<boolean> {
	try {
		return (await stat(path)).isFile();
	} catch {
		// Missing, or not to be reached: there is nothing to copy either way.
		return false;
	}
}
