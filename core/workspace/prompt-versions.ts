import type { WorkspacePath } from '../ports/file-store.ts';
import type { Prompt } from '../formats/prompt/prompt.ts';
import { compareVersions, normaliseVersion } from '../formats/prompt/version/version.ts';
import type { WorkspaceFacts } from './workspace-facts.ts';

/** What is known of the versions of one prompt beside the text in hand. */
export interface PromptVersions {
	/** The release of the very version the prompt says it is; undefined for a version that was never released. */
	readonly release: ReleasedVersion | undefined;
	/** The nearest older version of the same name that stands in a file of its own; undefined when there is none. */
	readonly previous: Prompt | undefined;
}

/** A version that others may rely on, and must therefore not change any more. */
export interface ReleasedVersion {
	/** Normalised. */
	readonly version: string;
	/** Where that is written. */
	readonly record: { readonly kind: 'registry'; readonly path: WorkspacePath } | { readonly kind: 'tag'; readonly name: string };
	/** Canonical content hash it was released with. */
	readonly contentHash: string;
	/** The released file as it stood; undefined when no commit at hand has it. */
	readonly text: string | undefined;
}

/** The tag that marks a released version of a prompt, for example `code-generator/v2.0.0`. */
export function releaseTag(name: string, version: string): string {
	return `${name}/v${version}`;
}

/** The file of the nearest older version of a prompt that has a file of its own; undefined when there is none. */
export function previousVersionPath({ path, name, version }: Prompt, workspace: WorkspaceFacts): WorkspacePath | undefined {
	const own = normaliseVersion(version?.value ?? '');
	if (own === undefined) return undefined;
	// Newest first, so that the first older one is the nearest.
	return workspace
		.versionsOf(name.value)
		.find(other => other.revision === undefined && other.path !== path && isOlder(other.version, own))?.path;
}

function isOlder(version: string | undefined, than: string): boolean {
	return version !== undefined && compareVersions(version, than) < 0;
}
