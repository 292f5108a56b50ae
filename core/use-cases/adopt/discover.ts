import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileEntry, WorkspacePath } from '../../ports/file-store.ts';
import type { Ports } from '../../ports/ports.ts';
import { detectors } from './all-detectors.ts';
import type { SeenFile, Surroundings } from './detector.ts';
import { findReaders } from './find-readers.ts';
import type { Found } from './found.ts';

/** What a repository holds. */
export interface Discovery {
	/** By path, then by line. */
	readonly found: readonly Found[];
	/** Every file that Git tracks here, sorted. */
	readonly paths: readonly WorkspacePath[];
	/** How many files were not looked into, because they are too large or too many. */
	readonly notReadCount: number;
}

/** Files of more bytes are data. */
const greatestByteCount = 1_000_000;

/** More files than this are not looked into; each of the others is still known by its path. */
const mostFilesRead = 20_000;

const batchSize = 64;

/**
 * Looks through what Git tracks, before the first commit through what it does not ignore. Files are read as text and nothing is run. What
 * others wrote and is only kept here is left out.
 *
 * @throws The signal's reason when cancelled.
 */
export async function discover({ files, git }: Pick<Ports, 'files' | 'git'>, signal: CancelSignal): Promise<Discovery> {
	const { entries, unreadCount } = await trackedFiles({ files, git }, signal);
	const [code, others] = [entries.filter(isCode), entries.filter(entry => !isCode(entry))];
	const mentions = findReaders();
	const found: Found[] = [];
	const counts = { read: 0, notRead: unreadCount };
	for (const group of [code, others]) {
		for (let start = 0; start < group.length; start += batchSize) {
			signal.throwIfAborted();
			const seen = await Promise.all(group.slice(start, start + batchSize).map(look));
			for (const file of seen) {
				if (isCode(file)) mentions.take(file);
				found.push(...detect(file, mentions));
			}
		}
	}
	return { found: found.toSorted(byPlace), paths: entries.map(({ path }) => path), notReadCount: counts.notRead };

	async function look({ path, byteCount }: FileEntry): Promise<SeenFile> {
		if (!detectors.some(detector => detector.reads(path))) return { path, text: undefined };
		if (byteCount > greatestByteCount || counts.read >= mostFilesRead) {
			counts.notRead++;
			return { path, text: undefined };
		}
		counts.read++;
		const content = await files.read(path);
		return { path, text: content.kind === 'text' ? content.text : undefined };
	}
}

/** The first detector that knows a file decides what it is. */
function detect(file: SeenFile, around: Surroundings): readonly Found[] {
	for (const detector of detectors) {
		const found = detector.detect(file, around);
		if (found.length > 0) return found;
	}
	return [];
}

interface Tracked {
	readonly entries: readonly FileEntry[];
	/** Folders and links that cannot be opened. */
	readonly unreadCount: number;
}

async function trackedFiles({ files, git }: Pick<Ports, 'files' | 'git'>, signal: CancelSignal): Promise<Tracked> {
	const { files: listed, unread } = await files.list('', signal);
	const entries = listed.filter(({ path }) => !isForeign.test(path));
	const unreadCount = unread.length;
	const state = await git.state();
	if (state.kind === 'repository' && state.commit !== undefined) {
		const tracked = new Set(await git.listAt('HEAD'));
		return { entries: entries.filter(({ path }) => tracked.has(path)), unreadCount };
	}
	const ignored = await git.ignored(entries.map(({ path }) => path));
	return { entries: entries.filter(({ path }) => !ignored.has(path)), unreadCount };
}

/** Copies of other people's work, and what a build wrote. */
const isForeign = /(?:^|\/)(?:node_modules|vendor|third[-_]party|site-packages|\.venv|venv|dist|build|__snapshots__)\//;

function isCode({ path }: { readonly path: WorkspacePath }): boolean {
	return /\.(?:py|tsx?|jsx?|mjs|cjs)$/.test(path);
}

function byPlace(left: Found, right: Found): number {
	if (left.path !== right.path) return left.path < right.path ? -1 : 1;
	return (left.line ?? 0) - (right.line ?? 0);
}
