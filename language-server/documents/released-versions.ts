import { mayHaveDialect } from '../../core/formats/prompt/dialects/find-dialect.ts';
import type { WorkspacePath } from '../../core/ports/file-store.ts';
import type { Git } from '../../core/ports/git.ts';
import { promptContentHash } from '../../core/formats/prompt/hash/content-hash.ts';
import { parsePrompt } from '../../core/formats/prompt/parse-prompt.ts';
import type { Prompt } from '../../core/formats/prompt/prompt.ts';
import { normaliseVersion } from '../../core/formats/prompt/version/version.ts';
import type { Registry } from '../../core/formats/registry/registry-file.ts';
import { logWithCards, readAtWithCards } from '../../core/workspace/cards/git-with-cards.ts';
import { fileKindOf } from '../../core/workspace/file-kind.ts';
import { releaseTag } from '../../core/workspace/prompt-versions.ts';
import type { ReleasedVersion } from '../../core/workspace/prompt-versions.ts';
import type { WorkspaceFacts } from '../../core/workspace/workspace-facts.ts';

/** Which versions were released, from registry files and Git tags. */
export interface ReleasedVersions {
	/** The release of the version that `prompt` says it is. The released text is only looked for when the prompt differs from it. */
	get(prompt: Prompt, workspace: WorkspaceFacts): Promise<ReleasedVersion | undefined>;
	/** HEAD moved, and tags may have come: both are read again when next asked for. */
	forget(): void;
}

/** How far back the text of a registered version is looked for, in changes of its file. */
const mostChanges = 200;

/** A registry file counts before a tag: it names the content by hash, also in a clone without history. */
export function createReleasedVersions(git: Git): ReleasedVersions {
	let tags: Promise<ReadonlyMap<string, string>> | undefined;
	let texts = new Map<string, Promise<string | undefined>>();
	return {
		async get(prompt, workspace) {
			const version = prompt.version === undefined ? undefined : normaliseVersion(prompt.version.value);
			if (version === undefined) return undefined;
			return (await findRegistered(prompt, version, workspace)) ?? (await findTagged(prompt, version, workspace));
		},
		forget() {
			tags = undefined;
			texts = new Map();
		},
	};

	async function findRegistered(prompt: Prompt, version: string, workspace: WorkspaceFacts): Promise<ReleasedVersion | undefined> {
		const file = workspace.registries.find(({ registry }) => registry.kind === 'prompt' && registry.name === prompt.name.value);
		const registered = file === undefined ? undefined : registeredContent(file.registry, version);
		if (file === undefined || registered === undefined) return undefined;
		const { contentHash, source } = registered;
		const isSame = promptContentHash(prompt) === contentHash;
		const text = isSame ? prompt.text : await once(contentHash, () => findText([prompt.path, source], contentHash, workspace));
		return { version, record: { kind: 'registry', path: file.path }, contentHash, text };
	}

	async function findTagged(prompt: Prompt, version: string, workspace: WorkspaceFacts): Promise<ReleasedVersion | undefined> {
		tags ??= git.tags('');
		const name = releaseTag(prompt.name.value, version);
		if (!(await tags).has(name)) return undefined;
		const text = await once(`${name} ${prompt.path}`, () => findAtTag(prompt, version, workspace));
		if (text === undefined) return undefined;
		return {
			version,
			record: { kind: 'tag', name },
			contentHash: promptContentHash(parsePrompt(prompt.path, text, workspace.config.dialects)),
			text,
		};
	}

	function once(key: string, read: () => Promise<string | undefined>): Promise<string | undefined> {
		const known = texts.get(key) ?? read();
		texts.set(key, known);
		return known;
	}

	/** The newest committed text of one of the files that has this content. */
	async function findText(paths: readonly WorkspacePath[], contentHash: string, { config }: WorkspaceFacts): Promise<string | undefined> {
		for (const { commit, path } of await logWithCards(git, [...new Set(paths)], mostChanges)) {
			const text = (await readAtWithCards(git, commit, [path])).get(path);
			if (text !== undefined && promptContentHash(parsePrompt(path, text, config.dialects)) === contentHash) return text;
		}
		return undefined;
	}

	/** The file may have had another name when the tag was made; what it said about itself is what counts. */
	async function findAtTag({ path, name }: Prompt, version: string, { config }: WorkspaceFacts): Promise<string | undefined> {
		const revision = `refs/tags/${releaseTag(name.value, version)}`;
		const isIt = ([place, text]: readonly [WorkspacePath, string]): boolean => {
			const tagged = parsePrompt(place, text, config.dialects);
			return tagged.name.value === name.value && normaliseVersion(tagged.version?.value ?? '') === version;
		};
		const same = [...(await readAtWithCards(git, revision, [path]))].find(isIt);
		if (same !== undefined) return same[1];
		const candidates = (await git.listAt(revision)).filter(
			other => fileKindOf(other, config) === 'prompt' && mayHaveDialect(other, config.dialects),
		);
		return [...(await readAtWithCards(git, revision, candidates))].find(isIt)?.[1];
	}
}

/** What a registry file vouches for; undefined when it does not know the version or not its content. */
function registeredContent(
	{ versions, transitions }: Registry,
	version: string,
): { readonly contentHash: string; readonly source: WorkspacePath } | undefined {
	const [written, entry] = Object.entries(versions).find(([key]) => normaliseVersion(key) === version) ?? [];
	if (entry === undefined) return undefined;
	const promoted = transitions.findLast(transition => transition.version === written)?.prompt_sha256;
	const contentHash = entry.sha256 ?? promoted;
	return contentHash === undefined ? undefined : { contentHash, source: entry.source };
}
