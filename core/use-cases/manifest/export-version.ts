import type { FileReader } from '../../ports/file-store.ts';
import type { Git } from '../../ports/git.ts';
import type { Prompt, PromptInput } from '../../formats/prompt/prompt.ts';
import { normaliseVersion } from '../../formats/prompt/version/version.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { PromptSummary } from '../../workspace/summaries/file-summary.ts';
import { readPrompt } from '../../workspace/read-prompt.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import type { ManifestVersion } from '../../formats/manifest/manifest.ts';
import { messagesDigest } from '../../formats/registry/messages-digest.ts';
import type { Registry } from '../../formats/registry/registry-file.ts';
import { withoutUndefined } from '../../base/without-undefined.ts';
import { sortedRecord } from './sorted-record.ts';

/** Why a version cannot be handed to applications. */
export type ExportFailure =
	| { readonly kind: 'exported-registry-unread'; readonly path: string; readonly reason: string }
	| { readonly kind: 'exported-content-changed'; readonly name: string; readonly version: string; readonly path: string }
	| { readonly kind: 'exported-source-missing'; readonly name: string; readonly version: string; readonly source: string };

/** Where the contents come from. `facts` are of the same workspace. */
export interface ExportSources {
	readonly facts: WorkspaceFacts;
	readonly files: FileReader;
	readonly git: Git;
	/** Nothing but this name; every name by default. */
	readonly name?: string;
}

/** One version with its contents, which must be what was registered. */
export async function exportVersion(
	registry: Registry,
	version: string,
	sources: ExportSources,
): Promise<Result<ManifestVersion, ExportFailure>> {
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
			parameters: sortedRecord([...prompt.parameters].map(([name, { value }]) => [name, value] as const)),
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
