import { globProblem, matchesGlob } from '../base/match-glob.ts';
import type { Config } from '../formats/config/config.ts';
import type { FileReading } from '../formats/prompt/dialects/parts/dialect-overrides.ts';
import { folderOf, joinPath } from './resolve-include.ts';
import type { PromptSummary } from './summaries/file-summary.ts';

/**
 * The configuration together with what files of other tools say of the files that they name: those are prompts, wherever they lie, in
 * the language of the file that names them. What the configuration says of a file goes before.
 */
export function withNamedFiles(config: Config, prompts: readonly PromptSummary[]): Config {
	const said = prompts.flatMap(({ path, names = [] }) =>
		names.flatMap(({ target, ...reading }): readonly (readonly [glob: string, reading: FileReading])[] =>
			// LangChain looks from where it was started, which is the top of the repository as a rule.
			[...new Set([joinPath(folderOf(path), target), joinPath('', target)])].flatMap((glob, index) => {
				const isMeant = index === 0 || reading.template !== undefined;
				return glob === undefined || !isMeant || globProblem(glob) !== undefined ? [] : [[glob, { ...reading, by: path }] as const];
			}),
		),
	);
	if (said.length === 0) return config;
	const globs = [...new Set(said.map(([glob]) => glob))].filter(glob => !config.prompts.some(known => matchesGlob(glob, known)));
	return { ...config, prompts: [...config.prompts, ...globs], dialects: { ...Object.fromEntries(said), ...config.dialects } };
}
