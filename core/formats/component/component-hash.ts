import { canonicalJson } from '../../base/canonical-json.ts';
import { sha256Hex } from '../../base/sha256.ts';
import type { MemberKind, ParsedComponent } from './component.ts';

/** What says who, when, what for and with which success does not count, so that writing that down makes no evidence stale. */
const notContent: ReadonlySet<string> = new Set([
	'name',
	'version',
	'description',
	'owner',
	'tags',
	'changelog',
	'evaluation',
	'metrics',
	'model-index',
	'ext',
	'metadata',
]);

/**
 * The SHA-256 of what a component says, as 64 lower-case hexadecimal digits: that of the canonical JSON (RFC 8785) of its keys without
 * those that identify, describe or judge it: `name`, `version`, `description`, `owner`, `tags`, `changelog`, `evaluation`, `metrics`,
 * `model-index`, `ext`, `metadata` and `x-…`. Order, comments and quoting of the YAML and the prose of a model card do not count.
 * Descriptions of steps do not either. Of a file that cannot be read to its end the text counts instead.
 *
 * What a pipeline is made of is not in it, see `joinedHash`.
 */
export function componentFileHash({ kind, yaml, text, problems }: ParsedComponent): string {
	const isReadable = yaml.isComplete && !problems.some(({ code }) => code === 'merge-conflict');
	return sha256Hex(canonicalJson(isReadable ? { kind, content: contentOf(yaml.value) } : { kind, text }));
}

/** A member of a pipeline and the content it has. */
export interface MemberContent {
	readonly kind: MemberKind;
	/** As the pipeline writes it. */
	readonly reference: string;
	/** What it leads to, normalised; undefined for what has no version or leads to nothing. */
	readonly version: string | undefined;
	/** Canonical content hash; undefined when it leads to nothing. */
	readonly sha256: string | undefined;
}

/**
 * The hash of a file together with its members, so that a member that changed is a change of the whole. A file without members
 * keeps its own hash.
 */
export function joinedHash(fileHash: string, members: readonly MemberContent[]): string {
	if (members.length === 0) return fileHash;
	return sha256Hex(
		canonicalJson({ file: fileHash, members: members.map(({ kind, reference, sha256 = null }) => ({ kind, reference, sha256 })) }),
	);
}

function contentOf(value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	const kept = Object.entries(value).filter(([key, item]) => !notContent.has(key) && !key.startsWith('x-') && item !== null);
	return Object.fromEntries(kept.map(([key, item]): [string, unknown] => [key, key === 'steps' ? stepsOf(item) : item]));
}

function stepsOf(steps: unknown): unknown {
	return Array.isArray(steps) ? steps.map(contentOf) : steps;
}
