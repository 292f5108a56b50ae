import type { Result } from '../base/result.ts';
import type { WriteFailure } from './file-store.ts';

/** Where the hooks of a workspace are. All paths are absolute. */
export interface HookPlace {
	/** Top of the working tree. */
	readonly top: string;
	/** From there to the workspace: '' or `packages/bot/`. */
	readonly prefix: string;
	/** The folder Git takes hooks from, as `git rev-parse --git-path hooks` says. */
	readonly hooksFolder: string;
	/** Whose it is: this clone's, everybody's who clones the repository, or that of all repositories of the user. */
	readonly hooksBelongTo: 'clone' | 'working-tree' | 'user';
}

/** One file among hooks and their configuration. */
export type HookFile =
	| { readonly kind: 'missing' }
	| { readonly kind: 'text'; readonly text: string; readonly isExecutable: boolean }
	/** A link, a folder, a program, or text that is not UTF-8. */
	| { readonly kind: 'other'; readonly what: string };

/** Hooks and the settings that belong to them, which lie beside the workspace or above it. */
export interface HookFiles {
	/** Undefined without a repository. */
	place(): Promise<HookPlace | undefined>;
	read(absolutePath: string): Promise<HookFile>;
	/** Replaces or makes one file by a rename, with the bit that lets Git run it. */
	write(absolutePath: string, text: string, isExecutable: boolean): Promise<Result<void, WriteFailure>>;
	remove(absolutePath: string): Promise<Result<void, WriteFailure>>;
	/** A setting of this clone; undefined when it is not set. */
	setting(key: string): Promise<string | undefined>;
	/** Sets a setting of this clone, or with undefined takes it out, and its section once that is empty. False when Git refuses. */
	change(key: string, value: string | undefined): Promise<boolean>;
}
