import type { Uri } from 'vscode';
import type { Config } from '../../core/workspace/config.ts';

/** Files below one workspace folder. */
export interface DocumentGlob {
	readonly folder: Uri;
	readonly glob: string;
}

/** Which documents of a folder are ours under its configuration: configuration, prompts, experiments, registries. */
export function documentGlobs(folder: Uri, config: Config): readonly DocumentGlob[] {
	const globs = [
		'stagemark.yaml',
		...config.prompts,
		`${config.experiments}/**/{methodology,experiment}.{yaml,yml}`,
		`${config.registry}/*.{yaml,yml}`,
	];
	return globs.map(glob => ({ folder, glob }));
}
