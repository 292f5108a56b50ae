import { mkdir, mkdtemp, open, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import type { ScratchFolder } from '../../core/ports/process-runner.ts';

/** A new folder in the system's temporary folder, for this user alone. Its name says which process made it. */
export async function makeTemporaryFolder(): Promise<ScratchFolder> {
	const absolutePath = await realpath(await mkdtemp(join(tmpdir(), `stagemark-run-${process.pid}-`)));
	return {
		absolutePath,
		list: async () => {
			const entries = await readdir(absolutePath, { recursive: true, withFileTypes: true });
			const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
			return files.map(file => relative(absolutePath, file).split(sep).join('/')).sort();
		},
		write: async (path, text) => {
			const file = join(absolutePath, ...path.split('/'));
			await mkdir(dirname(file), { recursive: true });
			await writeFile(file, text);
			return file;
		},
		writeBytes: async (path, bytes) => {
			const file = join(absolutePath, ...path.split('/'));
			await mkdir(dirname(file), { recursive: true });
			await writeFile(file, bytes);
			return file;
		},
		writeLines: async (path, lines) => {
			const file = join(absolutePath, ...path.split('/'));
			await mkdir(dirname(file), { recursive: true });
			await writeAll(file, lines);
			return file;
		},
		dispose: () => rm(absolutePath, { recursive: true, force: true }),
	};
}

/** Written in blocks: a call of the system for every line would take longer than all the rest. */
async function writeAll(file: string, lines: AsyncIterable<string>): Promise<void> {
	const handle = await open(file, 'w');
	try {
		let waiting = '';
		for await (const line of lines) {
			waiting += `${line}\n`;
			if (waiting.length < blockSize) continue;
			await handle.writeFile(waiting);
			waiting = '';
		}
		await handle.writeFile(waiting);
	} finally {
		await handle.close();
	}
}

const blockSize = 256 * 1024;
