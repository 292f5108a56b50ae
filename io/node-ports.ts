import { createHash, randomBytes } from 'node:crypto';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Clock, Ports } from '../core/ports/ports.ts';
import { FileChangeJournal } from './change-journal.ts';
import { NodeModelEndpoints } from './endpoints/node-model-endpoints.ts';
import { ComputedFile } from './computed-files.ts';
import { FileCellJournal } from './file-cell-journal.ts';
import { NamedFile } from './files/external-file.ts';
import { NamedFolder } from './files/external-folder.ts';
import { DiskFileStore } from './files/file-store.ts';
import { NodeGit } from './git/node-git.ts';
import { NodeWorktrees } from './git/node-worktrees.ts';
import { NodeWebReader } from './node-web-reader.ts';
import { sqliteDatabases } from './sqlite-databases.ts';
import { userCacheFolder } from './user-cache-folder.ts';
import { NodeProcessRunner } from './process/node-process-runner.ts';
import { SshSigner } from './signing/ssh-signer.ts';

interface PortOptions {
	readonly cwd?: string;
	readonly patienceMs?: number;
	readonly looksOnce?: boolean;
}

/**
 * The world of one workspace, as Node gives it. `git.dispose()` ends what was started.
 *
 * @param root - Absolute path of an existing folder.
 * @param options - `cwd`: where relative paths of `external` start; `root` by default. `patienceMs`: how long any one process that
 *   holds a lock is waited for; half a minute by default. `looksOnce`: the state of Git is asked for once, which is for whoever
 *   takes one look and commits nothing.
 */
export function createPorts(root: string, options: PortOptions = {}): Ports {
	const files = new DiskFileStore(root);
	const { patienceMs = 30_000, looksOnce = false } = options;
	const git = new NodeGit(root, patienceMs, looksOnce);
	const clock = systemClock;
	return {
		files,
		writer: files,
		git,
		clock,
		randomness: {
			hex: length =>
				randomBytes(Math.ceil(length / 2))
					.toString('hex')
					.slice(0, length),
		},
		machine: { os: process.platform, runtime: { node: process.versions.node } },
		journal: new FileChangeJournal(
			async () => (await git.privatePath('change.json')) ?? join(folderWithoutGit(root), 'change.json'),
			clock,
			patienceMs,
		),
		processes: new NodeProcessRunner(root),
		signer: new SshSigner(root),
		endpoints: new NodeModelEndpoints(process.env, root),
		cells: new FileCellJournal(async name => (await git.privatePath(name)) ?? join(folderWithoutGit(root), name)),
		computed: new ComputedFile(computedFolder(), root),
		worktrees: new NodeWorktrees(root, createPorts),
		databases: sqliteDatabases,
		web: new NodeWebReader(process.env),
		external: path => new NamedFile(resolve(options.cwd ?? root, path)),
		externalFolder: path => new NamedFolder(resolve(options.cwd ?? root, path)),
	};
}

function computedFolder(): string | undefined {
	const folder = userCacheFolder();
	return folder === undefined ? undefined : join(folder, 'computed');
}

/** The clock of this machine. */
export const systemClock: Clock = {
	now: () => `${new Date().toISOString().slice(0, 19)}Z`,
	wait: milliseconds => setTimeout(milliseconds),
};

/** Without a Git directory the tool's own notes lie in the system's temporary folder, one folder per user and workspace. */
function folderWithoutGit(root: string): string {
	const workspace = createHash('sha256').update(resolve(root)).digest('hex').slice(0, 32);
	return join(tmpdir(), `stagemark-${userInfo().username}`, workspace);
}
