import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileReader } from '../../ports/file-store.ts';
import type { Git } from '../../ports/git.ts';
import type { Prompt, PromptInput } from '../../formats/prompt/prompt.ts';
import { normaliseVersion } from '../../formats/prompt/version/version.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { PromptSummary } from '../../workspace/summaries/file-summary.ts';
import { readPrompt } from '../../workspace/read-prompt.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import type { Manifest, ManifestVersion } from '../../formats/registry/manifest.ts';
import { messagesDigest } from '../../formats/registry/messages-digest.ts';
import type { Registry } from '../../formats/registry/registry-file.ts';
import { stageRoles } from '../../formats/registry/stage-roles.ts';
import { withoutUndefined } from '../../base/without-undefined.ts';

/** Why a version cannot be handed to applications. */
export type ExportFailure =
	| { readonly kind: 'exported-registry-unread'; readonly path: string; readonly reason: string }
	| { readonly kind: 'exported-content-changed'; readonly name: string; readonly version: string; readonly path: string }
	| { readonly kind: 'exported-source-missing'; readonly name: string; readonly version: string; readonly source: string };

/** Where the contents come from. `facts` are of the same workspace. */
interface Sources {
	readonly facts: WorkspaceFacts;
	readonly files: FileReader;
	readonly git: Git;
	/** Nothing but this name; every name by default. */
	readonly name?: string;
}

/**
 * Everything an application needs to serve what the registry says: of every name its stages and aliases, and each version that one
 * of them leads to, with its contents. A version that the working tree no longer has comes from Git history. What is not, or not
 * any more, the content that was registered fails the export: nobody has promoted that. The same commit gives the same
 * manifest, whatever the day and machine: names and keys are sorted.
 *
 * @throws The signal's reason when cancelled.
 */
export async function exportManifest(sources: Sources, signal: CancelSignal): Promise<Result<Manifest, ExportFailure>> {
	const { unread, config } = sources.facts;
	const missing = unread.find(({ path }) => `${path}/`.startsWith(`${config.registry}/`));
	// An application takes a name that is not in the manifest for one that was taken out of service.
	if (missing !== undefined) return fail({ kind: 'exported-registry-unread', path: missing.path, reason: missing.reason });
	const names: [string, Manifest['names'][string]][] = [];
	const wanted = sources.facts.registries.filter(({ registry }) => sources.name === undefined || registry.name === sources.name);
	for (const { registry } of wanted) {
		const versions: [string, ManifestVersion][] = [];
		for (const version of servedVersions(registry, sources.facts)) {
			signal.throwIfAborted();
			const exported = await exportVersion(registry, version, sources);
			if (!exported.ok) return exported;
			versions.push([version, exported.value]);
		}
		const { kind, aliases = {} } = registry;
		const stages = heldStages(registry, sources.facts);
		names.push([registry.name, { kind, stages: sorted(stages), aliases: sorted(Object.entries(aliases)), versions: sorted(versions) }]);
	}
	return succeed({ format: 'stagemark-manifest', version: 1, names: sorted(names) });
}

function heldStages({ stages }: Registry, { config }: WorkspaceFacts): readonly (readonly [string, string])[] {
	const { held } = stageRoles(config);
	return Object.entries(stages).filter(([stage]) => held.includes(stage));
}

function servedVersions(registry: Registry, facts: WorkspaceFacts): readonly string[] {
	return [...new Set([...heldStages(registry, facts), ...Object.entries(registry.aliases ?? {})].map(([, version]) => version))];
}

async function exportVersion(registry: Registry, version: string, sources: Sources): Promise<Result<ManifestVersion, ExportFailure>> {
	const { name, kind } = registry;
	const registered = Object.hasOwn(registry.versions, version) ? registry.versions[version] : undefined;
	if (registered === undefined) return fail({ kind: 'exported-source-missing', name, version, source: '' });
	const { source, sha256, stage } = registered;
	if (kind !== 'prompt') {
		return sha256 === undefined
			? fail({ kind: 'exported-source-missing', name, version, source })
			: succeed({ path: source, commit: null, stage, sha256 });
	}
	const wanted = normaliseVersion(version) ?? version;
	const summary = sources.facts.versionsOf(name).find(candidate => candidate.version === wanted);
	const prompt = summary === undefined ? undefined : await readPrompt(summary, sources);
	if (summary === undefined || prompt === undefined) return fail({ kind: 'exported-source-missing', name, version, source });
	if (sha256 !== undefined && summary.contentHash !== sha256) {
		return fail({ kind: 'exported-content-changed', name, version, path: summary.path });
	}
	return succeed(describeVersion(summary, prompt, stage));
}

function describeVersion({ path, revision, contentHash }: PromptSummary, prompt: Prompt, stage: string): ManifestVersion {
	const { text, template } = prompt;
	const [first] = prompt.messages;
	const start = first === undefined ? template.range.end : (first.markerRange ?? first.range).start;
	const preamble = text.slice(template.range.start, start).trim();
	const messages = prompt.messages.map(({ role, range }) => ({
		role,
		text: text.slice(range.start, range.end).replaceAll('\r\n', '\n'),
	}));
	return {
		path,
		commit: revision ?? null,
		stage,
		sha256: contentHash,
		prompt: {
			template: template.language,
			preamble,
			messages,
			messages_sha256: messagesDigest({ preamble, messages }),
			model: prompt.model?.value ?? null,
			parameters: sorted([...prompt.parameters].map(([name, { value }]) => [name, value] as const)),
			inputs: prompt.inputs.map(describeInput),
		},
	};
}

function describeInput({ name, type, isRequired, default: value, description }: PromptInput): {
	readonly name: string;
	readonly type: string | null;
	readonly required: boolean;
	readonly default?: unknown;
	readonly description?: string;
} {
	return {
		name,
		type: type ?? null,
		required: isRequired,
		...withoutUndefined({ default: value, description }),
	};
}

function sorted<Value>(entries: readonly (readonly [string, Value])[]): Record<string, Value> {
	return Object.fromEntries(entries.toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
