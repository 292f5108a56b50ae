import { execFile } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { chmod, lstat, readFile, rm } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { WriteFailure } from '../../core/ports/file-store.ts';
import type { HookFile, HookFiles, HookPlace } from '../../core/ports/hook-files.ts';
import { fail, succeed } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { decodeText } from '../files/read-text.ts';
import { writeAtomically } from '../files/write-atomically.ts';
import { gitEnvironment, gitProgram } from './git-environment.ts';
import { findHooksFolder, findLayout } from './repository-layout.ts';
import { gitForReading, gitForWriting } from './run-git.ts';
import type { RunGit } from './run-git.ts';

/** The hooks around one workspace. */
export class NodeHookFiles implements HookFiles {
	readonly #root: string;
	readonly #read: RunGit;
	readonly #write: RunGit;

	constructor(root: string) {
		this.#root = root;
		this.#read = gitForReading(root);
		this.#write = gitForWriting(root);
	}

	async place(): Promise<HookPlace | undefined> {
		const layout = await findLayout(this.#root, this.#read);
		if ('kind' in layout) return undefined;
		const common = await this.#read(['rev-parse', '--git-common-dir']);
		const commonFolder = resolve(this.#root, common.stdout.replace(/\n$/, ''));
		const { top, prefix } = layout;
		const folder = toSlashes(await findHooksFolder(this.#write, layout));
		const isInClone = isInside(folder, commonFolder) || isInside(folder, layout.gitFolder);
		const hooksBelongTo = isInClone ? 'clone' : isInside(folder, top) ? 'working-tree' : 'user';
		return { top: toSlashes(top), prefix, hooksFolder: folder, hooksBelongTo };
	}

	async read(absolutePath: string): Promise<HookFile> {
		const found = await lstat(absolutePath).catch(() => undefined);
		if (found === undefined) return { kind: 'missing' };
		if (found.isSymbolicLink()) return { kind: 'other', what: 'a symbolic link' };
		if (!found.isFile()) return { kind: 'other', what: 'a folder' };
		const bytes = await readFile(absolutePath);
		const content = decodeText(bytes);
		// What is written back must be what was read, to the byte.
		const isFaithful = content.kind === 'text' && Buffer.from(content.text, 'utf8').equals(bytes);
		if (!isFaithful) return { kind: 'other', what: 'a program or text that is not UTF-8' };
		return { kind: 'text', text: content.text, isExecutable: process.platform === 'win32' || (found.mode & 0o111) !== 0 };
	}

	async write(absolutePath: string, text: string, isExecutable: boolean): Promise<Result<void, WriteFailure>> {
		try {
			const isNew = !existsSync(absolutePath);
			await writeAtomically(absolutePath, text);
			if (isNew && isExecutable) await chmod(absolutePath, 0o755);
			return succeed(undefined);
		} catch (error) {
			return fail({ kind: 'not-writable', path: absolutePath, reason: reasonOf(error) });
		}
	}

	async remove(absolutePath: string): Promise<Result<void, WriteFailure>> {
		try {
			await rm(absolutePath);
			return succeed(undefined);
		} catch (error) {
			return fail({ kind: 'not-writable', path: absolutePath, reason: reasonOf(error) });
		}
	}

	async setting(key: string): Promise<string | undefined> {
		const found = await this.#read(['config', '--local', '--null', '--get', key]);
		return found.exitCode === 0 ? found.stdout.replace(/\0$/, '') : undefined;
	}

	async change(key: string, value: string | undefined): Promise<boolean> {
		const args = value === undefined ? ['--unset-all', key] : [key, value];
		return await new Promise(answer => {
			// The library that starts Git elsewhere refuses settings that name programs, which a merge driver does.
			const options = { cwd: this.#root, env: gitEnvironment(false), windowsHide: true };
			execFile(gitProgram(), ['config', '--local', ...args], options, error => answer(error === null));
		});
	}
}

function isInside(path: string, folder: string): boolean {
	const way = relative(realPath(folder), realPath(path));
	return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** The hooks folder may not exist yet. */
function realPath(path: string): string {
	try {
		return realpathSync(path);
	} catch {
		const parent = dirname(path);
		return parent === path ? path : resolve(realPath(parent), relative(parent, path));
	}
}

function toSlashes(path: string): string {
	return sep === '/' ? path : path.split(sep).join('/');
}

function reasonOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
