import type { HookFiles, HookPlace } from '../../ports/hook-files.ts';

/** A tool that manages the hooks of a repository, with the file that says so. */
export interface HookTool {
	readonly tool: 'husky' | 'lefthook' | 'pre-commit';
	/** From the top of the repository. */
	readonly file: string;
	/** Text of that file; '' where the tool is known by a folder. */
	readonly text: string;
}

const lefthookFiles = ['lefthook', '.lefthook', '.config/lefthook'].flatMap(name =>
	['yml', 'yaml', 'json', 'toml'].map(ending => `${name}.${ending}`),
);

const configurations = [
	...lefthookFiles.map(file => ({ tool: 'lefthook', file }) as const),
	{ tool: 'pre-commit', file: '.pre-commit-config.yaml' } as const,
];

/** The hook managers of a repository, in the order of their names. Several may be there at once. */
export async function findHookTools({ top, hooksFolder }: HookPlace, files: HookFiles): Promise<readonly HookTool[]> {
	const found: HookTool[] = [];
	const husky = await files.read(`${top}/.husky`);
	// Before husky's own installation has run, its folder is all there is of it.
	if (husky.kind === 'other' || /[\\/]\.husky(?:[\\/]_)?$/.test(hooksFolder)) found.push({ tool: 'husky', file: '.husky', text: '' });
	for (const { tool, file } of configurations) {
		const content = await files.read(`${top}/${file}`);
		if (content.kind === 'text') found.push({ tool, file, text: content.text });
	}
	return found;
}
