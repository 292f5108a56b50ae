import type { WorkspacePath } from '../../../core/ports/file-store.ts';

/** Names that no rename changes. */
export type FixedName = 'column' | 'component' | 'engine-name' | 'file' | 'stage' | 'version';

/** Why a name stays as it is. Nothing was changed. */
export type RenameRefusal =
	/** Names that are decided elsewhere, by words that say where. */
	| { readonly kind: 'fixed-name'; readonly name: string; readonly what: FixedName }
	| { readonly kind: 'not-a-name'; readonly newName: string; readonly problem: string }
	| { readonly kind: 'invalid-name'; readonly newName: string; readonly rule: string }
	| { readonly kind: 'reserved-name'; readonly newName: string; readonly language: string }
	| { readonly kind: 'name-taken'; readonly newName: string; readonly path: WorkspacePath }
	/** A place that may or may not mean the name. `line` is 1-based. */
	| { readonly kind: 'ambiguous-use'; readonly name: string; readonly path: WorkspacePath; readonly line: number }
	/** A part of the prompt, or data for it, stands where it is not read. */
	| { readonly kind: 'unread-part'; readonly name: string; readonly path: WorkspacePath }
	/** Another template shares the variables of this one. */
	| { readonly kind: 'shared-template'; readonly name: string; readonly path: WorkspacePath }
	| { readonly kind: 'unknown-template'; readonly name: string; readonly target: string | undefined }
	| { readonly kind: 'several-versions'; readonly name: string; readonly versions: readonly string[] }
	/** A promotion gate compares a metric of several experiments. */
	| { readonly kind: 'shared-metric'; readonly name: string; readonly experiments: readonly string[] }
	| { readonly kind: 'locked-experiment'; readonly name: string; readonly experiment: string }
	/** The name is in what is never rewritten. */
	| {
			readonly kind: 'recorded';
			readonly name: string;
			readonly in: 'runs' | 'transitions';
			readonly path: WorkspacePath;
			readonly count: number;
	  }
	| { readonly kind: 'in-history'; readonly name: string; readonly version: string }
	| { readonly kind: 'needs-file-rename'; readonly name: string; readonly path: WorkspacePath }
	| { readonly kind: 'file-exists'; readonly path: WorkspacePath }
	| { readonly kind: 'not-rewritable'; readonly name: string; readonly path: WorkspacePath; readonly line: number };
