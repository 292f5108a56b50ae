import { joinedHash } from '../../formats/component/component-hash.ts';
import type { MemberContent } from '../../formats/component/component-hash.ts';
import { parseComponent } from '../../formats/component/parse-component.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { DialectOverrides } from '../../formats/prompt/dialects/dialect-overrides.ts';
import { summarizeComponent } from '../summaries/summarize-component.ts';
import { summarizePrompt } from '../summaries/summarize-prompt.ts';
import type { Registry, RegistryKind } from '../../formats/registry/registry-file.ts';
import { withoutUndefined } from '../../base/without-undefined.ts';

/** What the text of a file says of its identity and content. */
export interface FileContentState {
	/** Normalised; undefined for one that the text does not say. */
	readonly version: string | undefined;
	/** Canonical content hash, of a pipeline with the members that are given. */
	readonly contentHash: string;
	/** Words by which gates can be set. */
	readonly tags: readonly string[];
}

/** In which way a text is read as content. */
export interface ReadingOfContent {
	readonly kind: RegistryKind | 'embedding';
	/** What a pipeline is, or was, made of; what they are now is in no file of the past. */
	readonly members?: readonly MemberContent[];
	/** As for `parsePrompt`. */
	readonly dialects: DialectOverrides;
}

/** Reads a text as a version of a name: its canonical content hash, in the way of its kind. */
export function readContent({ kind, members = [], dialects }: ReadingOfContent, path: WorkspacePath, text: string): FileContentState {
	if (kind === 'prompt') return summarizePrompt(path, text, undefined, dialects).summary;
	const { version, fileHash, tags } = summarizeComponent(parseComponent(kind, path, text));
	return { version, contentHash: joinedHash(fileHash, members), tags };
}

/** What a pipeline was made of when a version was registered; none for other kinds. */
export function registeredMembers({ versions }: Pick<Registry, 'versions'>, version: string): readonly MemberContent[] {
	const entry = Object.hasOwn(versions, version) ? versions[version] : undefined;
	return (entry?.members ?? []).map(({ kind, reference, version: resolved, sha256 }) => ({ kind, reference, version: resolved, sha256 }));
}

/** The same as it is written in the registry file: absent rather than empty. */
export function membersEntry(members: readonly MemberContent[] = []): Pick<Registry['versions'][string], 'members'> {
	if (members.length === 0) return {};
	return {
		members: members.map(({ kind, reference, version, sha256 }) => ({
			kind,
			reference,
			...withoutUndefined({ version, sha256 }),
		})),
	};
}
