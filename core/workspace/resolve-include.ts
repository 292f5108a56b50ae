import type { WorkspacePath } from '../ports/file-store.ts';
import { globFolder } from '../base/match-glob.ts';
import type { WorkspaceFacts } from './workspace-facts.ts';

/** The file an include leads to, and the folder its target is written relative to. */
export interface ResolvedInclude {
	readonly path: WorkspacePath;
	/** `''` for the workspace root. */
	readonly base: WorkspacePath;
	/** What stands between the target as written and the file's name: `shared/_header.prompt` for the partial `shared/header`. */
	readonly affix: { readonly prefix: string; readonly ending: string };
}

/** What is looked into for the file of an include. */
type IncludeFacts = Pick<WorkspaceFacts, 'config' | 'exists'>;

/** Endings of files that a partial names without. dotprompt puts a `_` before the name as well. */
const affixes: readonly ResolvedInclude['affix'][] = [
	{ prefix: '', ending: '' },
	{ prefix: '_', ending: '.prompt' },
	...['.prompt', '.hbs', '.handlebars', '.mustache', '.md', '.txt'].map(ending => ({ prefix: '', ending })),
];

/**
 * The file of the workspace that a template means by `target`, looked for in `includeFolders`. Undefined when no such file exists,
 * and for a target that leaves the workspace.
 *
 * @param from - The template that names it.
 * @param searchPaths - As for `includeFolders`.
 */
export function resolveInclude(
	from: WorkspacePath,
	target: string,
	facts: IncludeFacts,
	searchPaths: readonly WorkspacePath[] = [],
): ResolvedInclude | undefined {
	for (const base of includeFolders(from, target, facts, searchPaths)) {
		const plain = joinPath(base, target);
		if (plain === undefined) continue;
		for (const affix of affixes) {
			const path = withAffix(plain, affix);
			if (facts.exists(path)) return { path, base, affix };
		}
	}
	return undefined;
}

/**
 * The folders in which a template may look for `target`, nearest first. A name that starts with `./` or `../` starts at the
 * template's folder; any other may start there, at a folder above it, in the folders of prompts, at the workspace root, or at one of
 * `searchPaths`, because where the host looks is not written in the template.
 */
export function includeFolders(
	from: WorkspacePath,
	target: string,
	{ config }: Pick<IncludeFacts, 'config'>,
	searchPaths: readonly WorkspacePath[] = [],
): readonly WorkspacePath[] {
	const own = folderOf(from);
	if (isRelativeName(target)) return [own];
	const above: WorkspacePath[] = [];
	for (let folder = own; folder !== ''; folder = folderOf(folder)) above.push(folder);
	return [...new Set([...above, ...config.prompts.map(globFolder), '', ...searchPaths])];
}

/** True for a name that says itself where it starts. */
export function isRelativeName(target: string): boolean {
	return /^\.\.?\//.test(target);
}

/** How a template names `path` when its targets are written relative to `base`; undefined for a file that does not lie below. */
export function includeTarget(path: WorkspacePath, { base, affix }: Omit<ResolvedInclude, 'path'>): string | undefined {
	if (base !== '' && !path.startsWith(`${base}/`)) return undefined;
	const relative = base === '' ? path : path.slice(base.length + 1);
	const folder = relative.slice(0, relative.lastIndexOf('/') + 1);
	const name = relative.slice(folder.length);
	if (!name.startsWith(affix.prefix) || !name.endsWith(affix.ending)) return undefined;
	return folder + name.slice(affix.prefix.length, name.length - affix.ending.length);
}

/** The folder a file lies in; `''` for the workspace root. */
export function folderOf(path: WorkspacePath): WorkspacePath {
	return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** A path from the top of the workspace; undefined for one that leads out of it. */
export function joinPath(folder: WorkspacePath, name: string): WorkspacePath | undefined {
	const parts: string[] = [];
	for (const part of `${folder}/${name}`.split('/')) {
		if (part === '..' && parts.pop() === undefined) return undefined;
		if (part !== '' && part !== '.' && part !== '..') parts.push(part);
	}
	return parts.length === 0 ? undefined : parts.join('/');
}

function withAffix(path: WorkspacePath, { prefix, ending }: ResolvedInclude['affix']): WorkspacePath {
	const nameStart = path.lastIndexOf('/') + 1;
	return `${path.slice(0, nameStart)}${prefix}${path.slice(nameStart)}${ending}`;
}
