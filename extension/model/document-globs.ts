import type { Uri } from 'vscode';
import type { Config } from '../../core/formats/config/config.ts';
import { globsWithCards } from '../../core/formats/prompt/card/card-path.ts';
import { globsOfPrompts } from '../../core/workspace/file-kind.ts';
import { configPath } from '../../core/formats/config-path.ts';

/** Files below one workspace folder. */
export interface DocumentGlob {
	readonly folder: Uri;
	readonly glob: string;
}

/** Which documents of a folder are ours under its configuration: configuration, prompts, experiments, registries, components. */
export function documentGlobs(folder: Uri, config: Config): readonly DocumentGlob[] {
	const globs = [
		configPath,
		...globsWithCards(globsOfPrompts(config)),
		`${config.experiments}/**/{methodology,experiment}.yaml`,
		`${config.registry}/**/*.{yaml,yml}`,
		'{embeddings,pipelines}/**/*.{yaml,yml}',
		'models/**/*.md',
	];
	return globs.map(glob => ({ folder, glob }));
}
