import type { WorkspacePath } from '../../ports/file-store.ts';

/** What a file, or a place in one, is to somebody who adopts a repository. */
export type FoundKind = 'agent' | 'code' | 'dataset' | 'evidence' | 'hook' | 'instructions' | 'project' | 'prompt' | 'skill' | 'workflow';

/** One thing that was found in a repository. */
export interface Found {
	readonly path: WorkspacePath;
	/** Where in a YAML or JSON file, as a JSON path such as `$.librarian.system_prompt`. */
	readonly at?: string;
	/** Where in a source file, from 1. */
	readonly line?: number;
	readonly what: FoundKind;
	/** The format: an id of a dialect, a template language, or the tool that wrote it. */
	readonly as: string;
	/** The name that is proposed for a prompt; what other things are called. */
	readonly name: string;
	/** The reason, in a sentence for the user. */
	readonly why: string;
	/** Whether it is adopted unless the user says otherwise. */
	readonly taken: boolean;
}
