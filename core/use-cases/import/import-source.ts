import { hostOfUrl } from '../../base/text/host-of-url.ts';
import { trimEndOf } from '../../base/text/trim-end-of.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import { WrongEncoding } from '../../ports/file-store.ts';
import type { ExternalFile, ExternalFolder } from '../../ports/file-store.ts';
import type { Databases } from '../../ports/database.ts';
import type { Git } from '../../ports/git.ts';
import type { ScratchFolder } from '../../ports/process-runner.ts';
import type { WebReader } from '../../ports/web-reader.ts';
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
	/** Opens databases, for tools that keep their results in one. */
	readonly databases: Databases;
	/** Files below a folder beside the file that was picked, or inside the folder; none where it is not, or leads out of there. */
	filesIn(folder: string): Promise<readonly SourceFile[]>;
	/** Where the results are asked for, when the user named the address of a server. */
	readonly server?: SourceServer;
	/** The repository, for tools that keep their results in its refs. */
	readonly git: Git;
	/** The experiment of the tool whose runs are wanted; all when it is not given. */
	readonly sourceExperiment?: string;
	/** The column that names the case, where the user says so; `#row` is the number of the row. */
	readonly caseColumn?: string;
	/** Columns that are kept as tags of the case, in a table or list of which the user says so. */
	readonly labelColumns?: readonly string[];
	/** The first 256 KB of a file as text; undefined for what is no text. Kept, since every importer asks. */
	head(file: SourceFile): Promise<string | undefined>;
}

/** A server that the user named, and what is needed to read from it. */
export interface SourceServer {
	/** Without a `/` at its end. */
	readonly url: string;
	readonly web: WebReader;
	/** A file of the machine that runs this, for what was downloaded. */
	open(absolutePath: string): ExternalFile;
	/** Where downloads go; whoever reads without one gets no files. */
	readonly downloads: ScratchFolder;
}

/** The source behind an address; undefined for anything else. Nothing is sent yet. */
export function serverSource(address: string, downloads: ScratchFolder, ports: Ports): ImportSource | undefined {
	if (hostOfUrl(address) === undefined) return undefined;
	const url = trimEndOf(address, '/');
	return { ...emptySource(url, ports), server: { url, web: ports.web, downloads, open: path => ports.external(path) } };
}

/** Opens a file, a folder, or the Git refs below `refs/exps`. Undefined when there is none of it. */
export async function openImportSource(path: string, ports: Ports, signal: CancelSignal): Promise<ImportSource | undefined> {
	if (/^refs\/exps(\/|$)/.test(path)) return emptySource(path, ports);
	const folder = ports.externalFolder(path);
	const listed = await folder.list(signal);
	const files = listed === undefined ? await singleFile(ports.external(path), signal) : filesOf(folder, listed.files);
	if (files === undefined) return undefined;
	const heads = new Map<string, Promise<string | undefined>>();
	return {
		path: folder.absolutePath,
		isFolder: listed !== undefined,
		files,
		...portsOf(ports),
		filesIn: inside => filesBelow(listed === undefined ? ports.externalFolder(`${path}/..`) : folder, inside, ports, signal),
		head: file => {
			const head = heads.get(file.path) ?? headOf(file.file, signal);
			heads.set(file.path, head);
			return head;
		},
	};
}

/** Of refs there are no files. */
function emptySource(path: string, ports: Ports): ImportSource {
	const none = (): Promise<undefined> => Promise.resolve(undefined);
	return { path, isFolder: false, files: [], ...portsOf(ports), filesIn: () => Promise.resolve([]), head: none };
}

function portsOf({ git, databases }: Ports): Pick<ImportSource, 'databases' | 'git'> {
	return { git, databases };
}

/** What a database names is somebody else's word, so nothing outside of the folder is given, links included. */
async function filesBelow(root: ExternalFolder, inside: string, ports: Ports, signal: CancelSignal): Promise<readonly SourceFile[]> {
	if (inside.split('/').some(part => part === '..' || part === '')) return [];
	const listed = await ports.externalFolder(`${root.absolutePath}/${inside}`).list(signal);
	const found: SourceFile[] = [];
	for (const { path, byteCount } of listed?.files ?? []) {
		const file = root.file(`${inside}/${path}`);
		if ((await file.facts(signal)) !== undefined) found.push({ path: `${inside}/${path}`, byteCount, file });
	}
	return found;
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
