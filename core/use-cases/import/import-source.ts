import type { CancelSignal } from '../../ports/cancel-signal.ts';
import { WrongEncoding } from '../../ports/file-store.ts';
import type { ExternalFile, ExternalFolder } from '../../ports/file-store.ts';
import type { Git } from '../../ports/git.ts';
import type { Ports } from '../../ports/ports.ts';

/** One file that may be imported. */
export interface SourceFile {
	/** Inside the folder that was picked, `/`-separated; the bare name for a file that was picked. */
	readonly path: string;
	readonly byteCount: number;
	readonly file: ExternalFile;
}

/** What the user pointed at, looked at once. */
export interface ImportSource {
	/** Absolute path, or the prefix of Git refs that was named. */
	readonly path: string;
	readonly isFolder: boolean;
	/** The one file, or all files below the folder, sorted by path. */
	readonly files: readonly SourceFile[];
	/** The repository, for tools that keep their results in its refs. */
	readonly git: Git;
	/** The column that names the case, where the user says so; `#row` is the number of the row. */
	readonly caseColumn?: string;
	/** Columns that are kept as tags of the case, in a table or list of which the user says so. */
	readonly labelColumns?: readonly string[];
	/** The first 256 KB of a file as text; undefined for what is no text. Kept, since every importer asks. */
	head(file: SourceFile): Promise<string | undefined>;
}

/** Opens a file, a folder, or the Git refs below `refs/exps`. Undefined when there is none of it. */
export async function openImportSource(path: string, ports: Ports, signal: CancelSignal): Promise<ImportSource | undefined> {
	if (/^refs\/exps(\/|$)/.test(path)) return { path, isFolder: false, files: [], git: ports.git, head: () => Promise.resolve(undefined) };
	const folder = ports.externalFolder(path);
	const listed = await folder.list(signal);
	const files = listed === undefined ? await singleFile(ports.external(path), signal) : filesOf(folder, listed);
	if (files === undefined) return undefined;
	const heads = new Map<string, Promise<string | undefined>>();
	return {
		path: folder.absolutePath,
		isFolder: listed !== undefined,
		files,
		git: ports.git,
		head: file => {
			const head = heads.get(file.path) ?? headOf(file.file, signal);
			heads.set(file.path, head);
			return head;
		},
	};
}

async function singleFile(file: ExternalFile, signal: CancelSignal): Promise<readonly SourceFile[] | undefined> {
	const facts = await file.facts(signal);
	const path = file.absolutePath.slice(file.absolutePath.search(/[^/\\]*$/));
	return facts === undefined ? undefined : [{ path, byteCount: facts.byteCount, file }];
}

function filesOf(folder: ExternalFolder, listed: readonly { readonly path: string; readonly byteCount: number }[]): readonly SourceFile[] {
	return listed.map(({ path, byteCount }) => ({ path, byteCount, file: folder.file(path) }));
}

const headLength = 256 * 1024;

async function headOf(file: ExternalFile, signal: CancelSignal): Promise<string | undefined> {
	let head = '';
	try {
		for await (const piece of file.text(signal)) {
			head += piece;
			if (head.length >= headLength) break;
		}
	} catch (error) {
		if (error instanceof WrongEncoding) return undefined;
		throw error;
	}
	return head.includes('\0') ? undefined : head;
}
