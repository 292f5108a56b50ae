import type { FileReader } from '../../core/ports/file-store.ts';
import type { Git } from '../../core/ports/git.ts';
import { fail } from '../../core/base/result.ts';

/** The files of a folder that is not on this machine: none. Documents the editor has open are put over it. */
export const memoryFiles: FileReader = {
	read: () => Promise.resolve({ kind: 'missing' }),
	list: () => Promise.resolve({ files: [], unread: [] }),
	lines: () => noLines(),
	sha256: () => Promise.resolve(undefined),
	portableSha256: () => Promise.resolve(undefined),
	md5: () => Promise.resolve(undefined),
};

const reason = 'the folder is not on this machine';
const noCommit = fail({ kind: 'git-failed', output: reason } as const);

/** Git for such a folder: there is none, and rules that need it stay silent. */
export const noGit: Git = {
	state: () => Promise.resolve({ kind: 'no-git', reason }),
	identity: () => Promise.resolve(undefined),
	readAt: () => Promise.resolve(new Map()),
	listAt: () => Promise.resolve([]),
	refs: () => Promise.resolve([]),
	status: () => Promise.resolve(new Map()),
	ignored: () => Promise.resolve(new Set()),
	lfsPaths: () => Promise.resolve(new Set()),
	rehearseCommit: () => Promise.resolve(undefined),
	uncommittedPatch: () => Promise.resolve({ kind: 'none' }),
	commit: () => Promise.resolve(noCommit),
	log: () => Promise.resolve([]),
	commonAncestor: () => Promise.resolve(undefined),
	switchToNewBranch: branch => Promise.resolve(fail({ kind: 'branch-refused', branch, output: reason })),
	fileHistory: () => Promise.resolve([]),
	folderHistory: () => Promise.resolve({ paths: [], of: () => Promise.resolve([]) }),
	removedBy: () => Promise.resolve([]),
	canonicalPeople: () => Promise.resolve(new Map()),
	tags: () => Promise.resolve(new Map()),
	conflictSides: () => Promise.resolve(undefined),
	tag: () => Promise.resolve(noCommit),
	privatePath: () => Promise.resolve(undefined),
	damage: () => Promise.resolve(undefined),
	dispose: () => undefined,
};

async function* noLines(): AsyncIterable<string> {
	// Nothing to read.
}
