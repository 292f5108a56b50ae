import { componentFolders, componentKindOf } from '../formats/component/find-component-kind.ts';
import type { ComponentKind } from '../formats/component/component.ts';
import { fileOfCard } from '../formats/prompt/card/card-path.ts';
import type { WorkspacePath } from '../ports/file-store.ts';
import type { Config } from '../formats/config/config.ts';
import { globFolder, matchesGlob } from '../base/match-glob.ts';

/**
 * What a file is to the tool. A `prompt` and a component are candidates: their content decides, see findDialect and isComponentText;
 * a file of the prompts that is in no dialect is plain text.
 * A `card` is read together with the prompt beside it. A `run` is a file that changes what is known of one.
 */
export type FileKind = ComponentKind | 'prompt' | 'card' | 'experiment' | 'registry' | 'config' | 'run';

/** Where the configuration stands. */
export const configPath: WorkspacePath = 'stagemark.yaml';

/**
 * What a file is by its place and name, undefined when the tool has nothing to say about it. Every file that a glob of `prompts`
 * matches counts, whatever its ending.
 */
export function fileKindOf(path: WorkspacePath, config: Config): FileKind | undefined {
	if (path === configPath) return 'config';
	if (path.startsWith(`${config.experiments}/`)) return experimentFileKind(path);
	if (path.startsWith(`${config.registry}/`)) return /\.ya?ml$/.test(path) ? 'registry' : undefined;
	const file = fileOfCard(path);
	if (file !== undefined && isNamed(file, config)) return 'card';
	return isNamed(path, config) ? 'prompt' : componentKindOf(path);
}

function isNamed(path: WorkspacePath, { prompts }: Config): boolean {
	return prompts.some(glob => matchesGlob(path, glob));
}

/** True for a folder that a file of ours may be in, at any depth, or that lies on the way to one. */
export function mayHoldDocuments(folder: WorkspacePath, config: Config): boolean {
	const homes = [config.experiments, config.registry, ...componentFolders, ...config.prompts.map(globFolder)];
	return homes.some(home => home === '' || `${folder}/`.startsWith(`${home}/`) || folder === '' || home.startsWith(`${folder}/`));
}

function experimentFileKind(path: WorkspacePath): FileKind | undefined {
	// What people say of a run is read with it.
	if (/\/runs\/[^/]+\/(?:run\.json|feedback\.jsonl)$/.test(path)) return 'run';
	// A run may keep a copy of the methodology among its artifacts; that one is no experiment.
	return /\/(?:methodology|experiment)\.yaml$/.test(path) && !path.includes('/runs/') ? 'experiment' : undefined;
}
