import type { Result } from '../base/result.ts';
import type { WorkspacePath } from './file-store.ts';

/** What the workspace folder is to Git at this moment. */
export type GitState =
	/** There is a repository, and nothing of it can be known. The reason is the end of a sentence, with Git's own words. */
	| { readonly kind: 'no-git'; readonly reason: string }
	| { readonly kind: 'no-repository' }
	| {
			readonly kind: 'repository';
			/** Undefined before the first commit. */
			readonly commit: string | undefined;
			/** Undefined with a detached HEAD. */
			readonly branch: string | undefined;
			/** A merge, rebase, cherry-pick, revert or bisect that is under way. */
			readonly operation: 'merge' | 'rebase' | 'cherry-pick' | 'revert' | 'bisect' | undefined;
			readonly isShallow: boolean;
	  };

/** How a file differs from HEAD, index and working tree taken together. */
export type GitFileStatus = 'unchanged' | 'changed' | 'untracked' | 'ignored';

/** Whether a commit or tag is signed: as Git is configured, or always or never. */
export type SigningChoice = 'inherit' | 'always' | 'never';

/** Why Git did not take a commit or a tag. The index is as it was before, except after `index-not-written`. */
export type CommitFailure =
	| { readonly kind: 'no-identity' }
	| { readonly kind: 'operation-in-progress'; readonly operation: string }
	| { readonly kind: 'index-locked'; readonly lockFile: string }
	/** Git could not bring its index up to date, as on a full disk; the commit may be made all the same. The files must stay. */
	| { readonly kind: 'index-not-written'; readonly output: string; readonly lockFile?: string }
	| { readonly kind: 'hook-failed'; readonly output: string }
	| { readonly kind: 'git-failed'; readonly output: string };

/** Git did not make a new branch, or did not switch to it. */
export interface BranchRefused {
	readonly kind: 'branch-refused';
	readonly branch: string;
	/** Git's own words. */
	readonly output: string;
}

/** One file that one commit changed. */
export interface GitLogEntry {
	readonly commit: string;
	/** Author date, ISO 8601. */
	readonly at: string;
	/** `Name <email>`. */
	readonly author: string;
	/** The first line of its message. */
	readonly subject: string;
	readonly path: WorkspacePath;
}

/** One commit that changed a file, with people as `.mailmap` names them. */
export interface FileRevision {
	readonly commit: string;
	/** The nearest earlier commits that changed the file; none where its history begins, or where a shallow clone was cut. */
	readonly parents: readonly string[];
	/** Author date, ISO 8601. */
	readonly at: string;
	/** `Name <email>` of the author, then of those whom trailers `Co-authored-by` name. */
	readonly authors: readonly string[];
}

/** The history of every file below a folder, at the time it was asked for. */
export interface FolderHistory {
	/** Every file that a commit had there. */
	readonly paths: readonly WorkspacePath[];
	/** As `Git.fileHistory` gives it for the file alone. */
	of(path: WorkspacePath): Promise<readonly FileRevision[]>;
}

/** The three texts of a file that Git could not merge. Undefined where the file did not exist. */
export interface ConflictSides {
	readonly base: string | undefined;
	readonly ours: string | undefined;
	readonly theirs: string | undefined;
}

/** A name for a commit. */
export interface GitRef {
	/** In full, `refs/exps/ab/cdef/puffy-taxa`. */
	readonly name: string;
	readonly commit: string;
	/** Undefined for a commit without one. */
	readonly parent: string | undefined;
	/** Author date, ISO 8601. */
	readonly at: string;
}

/** Git as the tool uses it. All paths are workspace paths; the adapter knows where the workspace lies in the repository. */
export interface Git {
	state(): Promise<GitState>;
	/** `Name <email>` as Git would sign a commit; undefined when Git has none. */
	identity(): Promise<string | undefined>;
	/** Texts of files at a revision, through one `git cat-file --batch`. A path that does not exist there is absent. */
	readAt(revision: string, paths: readonly WorkspacePath[]): Promise<ReadonlyMap<WorkspacePath, string>>;
	/** The files of a revision, as they stand in the workspace's part of the repository. Empty for a revision that does not exist and without a repository. */
	listAt(revision: string): Promise<readonly WorkspacePath[]>;
	/** The refs below a prefix such as `refs/exps`, by name, each with the commit it leads to and that commit's first parent. */
	refs(prefix: string): Promise<readonly GitRef[]>;
	/** Status of single files. A path Git knows nothing of and that does not exist is `unchanged`. */
	status(paths: readonly WorkspacePath[]): Promise<ReadonlyMap<WorkspacePath, GitFileStatus>>;
	/** Those of `paths` that `.gitignore` keeps out of Git. Tracked files never are. */
	ignored(paths: readonly WorkspacePath[]): Promise<ReadonlySet<WorkspacePath>>;
	/** Those of `paths` whose content Git LFS keeps, as `.gitattributes` says (`filter=lfs`). */
	lfsPaths(paths: readonly WorkspacePath[]): Promise<ReadonlySet<WorkspacePath>>;
	/** The uncommitted change of tracked files of the whole repository (`git diff HEAD --binary`), byte for byte. */
	uncommittedPatch(byteLimit: number): Promise<UncommittedPatch>;
	/**
	 * Commits exactly `paths` (`git commit --only`), whatever else is staged. A failure leaves the index as it was.
	 * Runs the user's hooks.
	 */
	commit(
		paths: readonly WorkspacePath[],
		message: string,
		signing: SigningChoice,
	): Promise<Result<{ readonly commit: string }, CommitFailure>>;
	/**
	 * Why Git would refuse to commit now, found without a commit: the index cannot be written, a hook says no, or nothing can be
	 * signed. Runs the user's hooks `pre-commit` and `commit-msg` once, on an index as HEAD has it, and signs once where a
	 * commit would be signed. Undefined when nothing refuses, also where Git is too old to run a hook alone (before 2.36).
	 */
	rehearseCommit(message: string, signing: SigningChoice): Promise<CommitFailure | undefined>;
	/** The commits that changed any of `paths` (files or folders), newest first, each file a commit touched as one entry. */
	log(paths: readonly WorkspacePath[], limit: number): Promise<readonly GitLogEntry[]>;
	/** The commit where HEAD and a revision parted; undefined when there is none at hand, as in a shallow clone. */
	commonAncestor(revision: string): Promise<string | undefined>;
	/**
	 * Makes a branch at HEAD and switches to it. Working tree and index stay byte for byte as they are. Runs the user's hooks.
	 *
	 * @param name - A valid name of a branch that does not exist.
	 */
	switchToNewBranch(name: string): Promise<Result<void, BranchRefused>>;
	/**
	 * Every commit that changed one of `paths`, which are one thing to the reader, such as a file and its card, on all merged branches, each before its parents; merges that only took one side over
	 * are left out. Empty without a repository.
	 */
	fileHistory(paths: readonly WorkspacePath[], limit: number): Promise<readonly FileRevision[]>;
	/** The same for each file below a folder, read together: for when many are asked for. `limit` holds for each file. */
	folderHistory(folder: WorkspacePath, limit: number): Promise<FolderHistory>;
	/** The files that a commit took away from what its first parent had. Empty for a commit without parents, and without a repository. */
	removedBy(commit: string): Promise<readonly WorkspacePath[]>;
	/** People (`Name <email>`) to what `.mailmap` makes of them. Who has no address there is absent. */
	canonicalPeople(people: readonly string[]): Promise<ReadonlyMap<string, string>>;
	/** Tags below `prefix` (such as `code-generator/`, or `''` for all) to the commits they lead to. Empty without a repository; a shallow clone may lack some. */
	tags(prefix: string): Promise<ReadonlyMap<string, string>>;
	/** Both sides and the base of a file with a merge conflict; undefined when the index holds none. */
	conflictSides(path: WorkspacePath): Promise<ConflictSides | undefined>;
	/** Makes an annotated tag. Does nothing when the tag exists. */
	tag(tag: NewTag, signing: SigningChoice): Promise<Result<void, CommitFailure>>;
	/** Absolute path of a file in the Git directory that belongs to this worktree alone, for the tool's own bookkeeping. */
	privatePath(name: string): Promise<string | undefined>;
	/**
	 * Why some object that was asked for could not be read although it is there, as the end of a sentence; undefined when all could. What
	 * seemed to be in no commit may then be in one.
	 */
	damage(): Promise<string | undefined>;
	/** Ends processes that were kept for reading. The next call starts them again. */
	dispose(): void;
}

/** The uncommitted change of a repository. Over the limit only its size is known to be too much. */
export type UncommittedPatch =
	{ readonly kind: 'none' } | { readonly kind: 'patch'; readonly bytes: Uint8Array } | { readonly kind: 'too-large' };

/** An annotated tag about to be made. */
export interface NewTag {
	/** For example `code-generator/v2.0.0`. */
	readonly name: string;
	readonly commit: string;
	readonly message: string;
}
