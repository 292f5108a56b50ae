import { z } from 'zod';
import type { WorkspacePath } from '../../ports/file-store.ts';
import { parseYaml } from '../../base/yaml/parse-yaml.ts';

/** A file that DVC keeps, as a `.dvc` file or a `dvc.lock` says. */
export interface DvcOutput {
	readonly path: WorkspacePath;
	/** MD5 of the content in lower-case hex; ends in `.dir` for a folder. */
	readonly md5: string;
	/** True for outputs that are kept in Git and not in DVC's cache (`cache: false`). */
	readonly isKeptInGit: boolean;
}

const outputSchema = z.looseObject({ path: z.string(), md5: z.string(), cache: z.boolean().optional() });
const outputsSchema = z.array(z.unknown());
const pointerSchema = z.looseObject({ outs: outputsSchema, wdir: z.string().optional() });
const lockSchema = z.looseObject({ stages: z.record(z.string(), z.looseObject({ outs: outputsSchema.optional() })) });

/**
 * The outputs of a `.dvc` file or a `dvc.lock`, at workspace paths. Whatever is no output, or leads out of the workspace, is left
 * out: the file is another tool's, and that tool will say what is wrong with it.
 *
 * @param path - Where the file stands; outputs are relative to its folder.
 *
 * Source: dvc/schema.py of DVC 3 (`LOCKFILE_SCHEMA` 2.0, single stage `.dvc` files).
 */
export function parseDvcOutputs(path: WorkspacePath, text: string): readonly DvcOutput[] {
	const { value } = parseYaml(text);
	const pointer = pointerSchema.safeParse(value);
	if (pointer.success) return outputsOf(pointer.data.outs, joinPath(folderOf(path), pointer.data.wdir ?? '.'));
	const lock = lockSchema.safeParse(value);
	if (!lock.success) return [];
	return Object.values(lock.data.stages).flatMap(stage => outputsOf(stage.outs ?? [], folderOf(path)));
}

/** The files that may say that DVC keeps `path`: its `.dvc` file and the `dvc.lock` of every folder above it. */
export function dvcFilesFor(path: WorkspacePath): readonly WorkspacePath[] {
	const folders = path.split('/').slice(0, -1);
	const locks = [0, ...folders.keys()].map((_, depth) => [...folders.slice(0, depth), 'dvc.lock'].join('/'));
	return [`${path}.dvc`, ...locks];
}

function outputsOf(outputs: readonly unknown[], folder: WorkspacePath | undefined): readonly DvcOutput[] {
	return outputs.flatMap(output => {
		const { success, data } = outputSchema.safeParse(output);
		const path = success && folder !== undefined ? joinPath(folder, data.path) : undefined;
		return success && path !== undefined ? [{ path, md5: data.md5, isKeptInGit: data.cache === false }] : [];
	});
}

function folderOf(path: WorkspacePath): WorkspacePath {
	return path.split('/').slice(0, -1).join('/');
}

/** Undefined for a path that leaves the workspace. */
function joinPath(folder: WorkspacePath, relative: string): WorkspacePath | undefined {
	if (relative.startsWith('/') || /^[A-Za-z]:/.test(relative)) return undefined;
	const parts: string[] = [];
	for (const part of `${folder}/${relative}`.split(/[/\\]/)) {
		if (part === '' || part === '.') continue;
		if (part !== '..') parts.push(part);
		else if (parts.pop() === undefined) return undefined;
	}
	return parts.join('/');
}
