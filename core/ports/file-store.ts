import type { Result } from '../base/result.ts';
import type { CancelSignal } from './cancel-signal.ts';

/** Where a file stands in the workspace: relative to its root, `/`-separated, normalised, never absolute, never with `..`. */
export type WorkspacePath = string;

/** What reading a file as text gives. Only `text` has content; every other kind is shown to the user in words. */
export type FileContent =
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'missing' }
	| { readonly kind: 'binary' }
	| { readonly kind: 'too-large'; readonly byteCount: number; readonly limit: number }
	| { readonly kind: 'unreadable'; readonly reason: string; readonly isFolder?: true };

/** One file found by `FileReader.list`. */
export interface FileEntry {
	readonly path: WorkspacePath;
	readonly byteCount: number;
	/** Milliseconds since 1970, as the file system gives it; used only to notice change. */
	readonly modifiedMs: number;
}

/** Reads inside one workspace. A path that leaves the workspace, also through a symbolic link, reads as `missing`. */
export interface FileReader {
	/**
	 * Text decoded as UTF-8 without its byte order mark. Files over 5 MB are `too-large`; a NUL byte makes one `binary`.
	 * Folders, pipes and text in another encoding are `unreadable`.
	 */
	read(path: WorkspacePath): Promise<FileContent>;
	/**
	 * All files below `folder` (`''` is the root), sorted by path. A missing folder is empty. Skips `.git`, `node_modules`,
	 * what a folder link leads to, and the unfinished folders of `publishFolder`.
	 */
	list(folder: WorkspacePath, signal: CancelSignal): Promise<readonly FileEntry[]>;
	/**
	 * Lines without their terminator, streamed, so that a samples file of any size can be read. A missing file has none.
	 * A line of more than 5 million characters is cut there, so that a file without line ends cannot fill the memory.
	 */
	lines(path: WorkspacePath, signal: CancelSignal): AsyncIterable<string>;
	/** SHA-256 of the bytes in lower-case hex, streamed; undefined when there is no such file. */
	sha256(path: WorkspacePath, signal: CancelSignal): Promise<string | undefined>;
	/** The same as it is with any line ends: CRLF counts as LF in whatever has no NUL byte, so that a checkout by `autocrlf` changes nothing. */
	portableSha256(path: WorkspacePath, signal: CancelSignal): Promise<string | undefined>;
	/** The same with MD5, only to compare with what DVC wrote down. */
	md5(path: WorkspacePath, signal: CancelSignal): Promise<string | undefined>;
}

/** Why a write was refused. Every file is as it was before. */
export type WriteFailure =
	| { readonly kind: 'outside-workspace'; readonly path: string }
	| { readonly kind: 'already-exists'; readonly path: WorkspacePath }
	| { readonly kind: 'not-writable'; readonly path: WorkspacePath; readonly reason: string };

/**
 * The source of one file in a folder about to be published: text, bytes, or a copy of a file outside or inside the
 * workspace. A copy must still have the SHA-256 that was recorded for it; otherwise the folder is not published.
 */
export type NewFile =
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'bytes'; readonly bytes: Uint8Array }
	| { readonly kind: 'copy'; readonly absolutePath: string; readonly sha256: string };

/** Writes inside one workspace. Every call is atomic: a kill at any moment leaves the old state or the new one. */
export interface FileWriter {
	/** Replaces or makes one file: temporary file in the same folder, fsync, rename. Makes missing folders. */
	write(path: WorkspacePath, text: string): Promise<Result<void, WriteFailure>>;
	/** Makes a new folder with all its files in one rename. Fails with `already-exists` when there is one. Keys are paths inside the folder. */
	publishFolder(path: WorkspacePath, files: ReadonlyMap<string, NewFile>): Promise<Result<void, WriteFailure>>;
	/** Deletes a file or a whole folder; nothing happens when it is missing. Used only to take back what this tool has just written. */
	remove(path: WorkspacePath): Promise<Result<void, WriteFailure>>;
	/** Deletes what a killed process left half-made beside `path`. Only for whoever holds the lock of the change journal. */
	removeLeftovers(path: WorkspacePath): Promise<void>;
	/**
	 * Why a new folder could not be made at `path`, found without making it: something else is in the way, the folder above is
	 * closed, or the disk has less room than `byteCount`. Undefined when nothing is known to be in the way.
	 */
	refusalOfFolder(path: WorkspacePath, byteCount: number): Promise<WriteFailure | undefined>;
}

/** The files of one workspace, to be read. */
export interface WorkspaceFiles extends FileReader {
	/** Absolute path of the workspace root, for messages and for processes started there. */
	readonly root: string;
}

/** A file is not the text it should be. */
export class WrongEncoding extends Error {}

/** A file the user pointed at by hand. It may lie outside the workspace, for example where an evaluation wrote its results. */
export interface ExternalFile {
	readonly absolutePath: string;
	/** As `FileReader.read`. */
	read(): Promise<FileContent>;
	/** As `FileReader.lines`. */
	lines(signal: CancelSignal): AsyncIterable<string>;
	/**
	 * The text in pieces of any length, without its byte order mark; UTF-8, or UTF-16 where the mark says so.
	 *
	 * @throws WrongEncoding
	 */
	text(signal: CancelSignal): AsyncIterable<string>;
	/** The bytes from the start, streamed. Nothing when it is no file. */
	chunks(signal: CancelSignal): AsyncIterable<Uint8Array>;
	/** Undefined when it does not exist. */
	facts(signal: CancelSignal): Promise<{ readonly sha256: string; readonly byteCount: number } | undefined>;
}

/** A folder the user pointed at by hand. Paths inside it are relative to it and `/`-separated; none leads out of it. */
export interface ExternalFolder {
	readonly absolutePath: string;
	/** All files below it, sorted by path; links to folders are not followed. Undefined when it is no folder. */
	list(signal: CancelSignal): Promise<readonly FileEntry[] | undefined>;
	/** One file below it. A path that leads out of it, also through a link, reads as missing. */
	file(path: string): ExternalFile;
}
