import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Ports } from '../../ports/ports.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Change, ChangeFailure } from '../unit-of-work/change.ts';
import { changeLeftToUser } from '../unit-of-work/change-left-to-user.ts';
import { unitOfWork } from '../unit-of-work/unit-of-work.ts';
import type { Written } from '../unit-of-work/unit-of-work.ts';
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
): Promise<Result<Written<Change>, ChangeFailure>> {
	return await unitOfWork(
		async () => {
			const { text } = loaders[language];
			const there = await ports.files.read(path);
			const before = there.kind === 'text' ? there.text : undefined;
			if (there.kind !== 'missing' && firstLine(before) !== firstLine(text)) return fail({ kind: 'already-exists', path });
			return succeed(changeLeftToUser({ kind: 'file', path, text, before }));
		},
		ports,
		signal,
	);
}

function firstLine(text: string | undefined): string | undefined {
	return text?.split(/\r?\n/, 1)[0];
}
