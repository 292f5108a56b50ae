import { componentFolders, componentKindOf } from '../formats/component/find-component-kind.ts';
import type { ComponentKind } from '../formats/component/component.ts';
import { fileOfCard } from '../formats/prompt/card/card-path.ts';
import type { WorkspacePath } from '../ports/file-store.ts';
import { configPath } from '../formats/config-path.ts';
import type { Config } from '../formats/config/config.ts';
import { namesPlace, openPlacePath } from '../formats/prompt/place/place-path.ts';
import { globFolder, matchesGlob } from '../base/match-glob.ts';

/**
 * What a file is to the tool. A `prompt` and a component are candidates: their content decides, see findDialect and isComponentText;
 * a file of the prompts that is in no dialect is plain text.
 * A `card` is read together with the prompt beside it, and a `host` has prompts inside, each of which has a path of its own. A `run` is a file that changes what is known of one.
 */
export type FileKind = ComponentKind | 'prompt' | 'card' | 'host' | 'experiment' | 'registry' | 'config' | 'run';

/**
 * What a file is by its place and name, undefined when the tool has nothing to say about it. Every file that a glob of `prompts`
 * matches counts, whatever its ending.
 */
export function fileKindOf(path: WorkspacePath, config: Config): FileKind | undefined {
	if (path === configPath) return 'config';
	if (path.startsWith(`${config.experiments}/`)) return experimentFileKind(path);
	if (path.startsWith(`${config.registry}/`)) return /\.ya?ml$/.test(path) ? 'registry' : undefined;
	const file = fileOfCard(path);
	if (file !== undefined && (isNamed(file, config) || isHost(file, config))) return 'card';
	if (isNamed(path, config)) return 'prompt';
	return isHost(path, config) ? 'host' : componentKindOf(path);
}

/** The patterns of the places inside a file that are prompts; none for a file that has none. */
export function placePatternsOf(path: WorkspacePath, { places = [] }: Config): readonly string[] {
	return places.filter(({ glob }) => matchesGlob(path, glob)).map(({ at }) => at);
}

function isHost(path: WorkspacePath, config: Config): boolean {
	return placePatternsOf(path, config).length > 0;
}

function isNamed(path: WorkspacePath, config: Config): boolean {
	const place = openPlacePath(path);
	if (place !== undefined) return placePatternsOf(place.file, config).some(pattern => namesPlace(pattern, place.at));
	return config.prompts.some(glob => matchesGlob(path, glob));
}

/** The globs of files that are prompts, and of those that have prompts inside. */
export function globsOfPrompts({ prompts, places = [] }: Config): readonly string[] {
	return [...prompts, ...places.map(({ glob }) => glob)];
}

/** True for a folder that a file of ours may be in, at any depth, or that lies on the way to one. */
export function mayHoldDocuments(folder: WorkspacePath, config: Config): boolean {
	const homes = [config.experiments, config.registry, ...componentFolders, ...globsOfPrompts(config).map(globFolder)];
	return homes.some(home => home === '' || `${folder}/`.startsWith(`${home}/`) || folder === '' || home.startsWith(`${folder}/`));
}

function experimentFileKind(path: WorkspacePath): FileKind | undefined {
	// What people say of a run is read with it.
	if (/\/runs\/[^/]+\/(?:run\.json|feedback\.jsonl)$/.test(path)) return 'run';
	// A run may keep a copy of the methodology among its artifacts; that one is no experiment.
	return /\/(?:methodology|experiment)\.yaml$/.test(path) && !path.includes('/runs/') ? 'experiment' : undefined;
}
