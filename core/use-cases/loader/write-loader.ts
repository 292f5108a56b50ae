import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Ports } from '../../ports/ports.ts';
import { writeOwnFile } from '../unit-of-work/write-own-file.ts';
import { pythonLoader } from './python-loader.ts';
import { typescriptLoader } from './typescript-loader.ts';

/** The languages that a loader can be written in. */
export const loaderLanguages = ['python', 'typescript'] as const;

type LoaderLanguage = (typeof loaderLanguages)[number];

const loaders: Readonly<Record<LoaderLanguage, { readonly path: WorkspacePath; readonly text: string }>> = {
	python: { path: 'stagemark_loader.py', text: pythonLoader },
	typescript: { path: 'stagemark-loader.ts', text: typescriptLoader },
};

/** Where a loader goes when nobody says otherwise. */
export function loaderPath(language: LoaderLanguage): WorkspacePath {
	return loaders[language].path;
}

/** Writes the loader for a language to `path` and commits nothing. A former loader is replaced; any other file stays as it is. */
export async function writeLoader(
	language: LoaderLanguage,
	path: WorkspacePath,
	ports: Ports,
	signal: CancelSignal,
): ReturnType<typeof writeOwnFile> {
	const { text } = loaders[language];
	return await writeOwnFile({ path, text, isFormer: before => firstLine(before) === firstLine(text) }, ports, signal);
}

function firstLine(text: string): string | undefined {
	return text.split(/\r?\n/, 1)[0];
}
