import { join } from 'node:path';
import type { WorkspacePath } from '../../../core/ports/file-store.ts';
import { parseLfsPointer } from '../../../core/formats/dataset/lfs-pointer.ts';
import { hashFile } from '../../files/hash-file.ts';
import type { IndexEntry } from '../index-entries.ts';
import type { ObjectReader } from '../object-reader.ts';
import type { RunGit } from '../run-git.ts';

/** Where files are compared with what Git would make of them. */
export interface Checkout {
	readonly root: string;
	/** Runs in the root, for reading. */
	readonly run: RunGit;
	readonly objects: ObjectReader;
}

/**
 * Those files whose bytes differ from their object only by what Git converts: line ends, `$Id$`, encodings, or the pointer that Git
 * LFS keeps in the place of the content. No configured filter is started: a file that goes through one which is not Git LFS counts
 * as different.
 */
export async function sameWhenConverted(entries: readonly IndexEntry[], checkout: Checkout): Promise<ReadonlySet<WorkspacePath>> {
	if (entries.length === 0) return new Set();
	const drivers = await configuredDrivers(checkout.run);
	const filters = await filtersOf(entries, checkout.run);
	const isDriven = ({ path }: IndexEntry): boolean => drivers.has(filters.get(path) ?? '');
	const same = await sameByGit(
		entries.filter(entry => !isDriven(entry)),
		checkout,
	);
	for (const entry of entries) if (filters.get(entry.path) === 'lfs' && (await isPulled(entry, checkout))) same.add(entry.path);
	return same;
}

/** The names of all filters that the settings could start a program for. */
async function configuredDrivers(run: RunGit): Promise<ReadonlySet<string>> {
	const listed = await run(['config', '--null', '--name-only', '--get-regexp', String.raw`^filter\.`]);
	const keys = listed.exitCode === 0 ? listed.stdout.split('\0') : [];
	return new Set(keys.map(key => key.slice('filter.'.length, key.lastIndexOf('.'))));
}

/**
 * The attribute `filter` of each file. Git prints `unspecified`, `unset` and `set` for files without a filter, and just so for
 * filters that are called like that; whoever asks whether such a driver is configured is on the safe side.
 */
async function filtersOf(entries: readonly IndexEntry[], run: RunGit): Promise<ReadonlyMap<WorkspacePath, string>> {
	const attributes = await run(['check-attr', '-z', '--stdin', 'filter'], entries.map(({ path }) => `${path}\0`).join(''));
	// Path, attribute and value follow each other.
	const fields = attributes.stdout.split('\0');
	return new Map(entries.map(({ path }, position) => [path, fields[position * 3 + 2] ?? '']));
}

/** Lets Git hash files as it would add them. Without a filter that runs nothing. */
async function sameByGit(entries: readonly IndexEntry[], { run }: Checkout): Promise<Set<WorkspacePath>> {
	if (entries.length === 0) return new Set();
	const hashed = await run(['hash-object', '--stdin-paths'], entries.map(({ path }) => `${quoted(path)}\n`).join(''));
	const objects = hashed.stdout.split('\n');
	return new Set(entries.filter(({ object }, position) => objects[position] === object).map(({ path }) => path));
}

/** A path for a list by lines, as Git reads one in C style. */
function quoted(path: string): string {
	return `"${path
		.replaceAll('\\', '\\\\')
		.replaceAll('"', String.raw`\"`)
		.replaceAll('\n', String.raw`\n`)}"`;
}

/** True when the index holds a pointer of Git LFS and the file is what it points to. */
async function isPulled({ path, object }: IndexEntry, { root, objects }: Checkout): Promise<boolean> {
	const pointer = parseLfsPointer((await objects.read(object, pointerLimit))?.toString('utf8') ?? '');
	if (pointer === undefined) return false;
	const content = await hashFile(join(root, path), 'sha256', new AbortController().signal);
	return content?.digest === pointer.sha256;
}

/** Git LFS takes nothing longer for a pointer. */
const pointerLimit = 1024;
