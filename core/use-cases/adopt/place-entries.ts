import type { YamlPath } from '../../base/yaml/yaml-source.ts';
import { globOfFile } from '../../base/glob-of-file.ts';
import { readPlace, writeStep } from '../../formats/prompt/place/place-pattern.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Found } from './found.ts';

/** An entry of `prompts:` for places inside a file. */
export interface PlaceEntry {
	readonly path: string;
	readonly at: string;
}

/**
 * The entries that name prompts inside files: one for the places of a file that have the same key at the same depth, with a star where they
 * differ, so that the next agent in the file is a prompt as well.
 */
export function placeEntriesFor(prompts: readonly Found[]): readonly PlaceEntry[] {
	const groups = new Map<string, { readonly path: WorkspacePath; readonly places: YamlPath[] }>();
	for (const { path, at } of prompts) {
		const steps = at === undefined ? undefined : readPlace(at);
		if (steps === undefined) continue;
		const key = JSON.stringify([path, steps.length, steps.at(-1)]);
		const group = groups.get(key) ?? { path, places: [] };
		group.places.push(steps);
		groups.set(key, group);
	}
	return [...groups.values()].map(({ path, places }) => ({ path: globOfFile(path), at: patternOf(places) }));
}

function patternOf(places: readonly YamlPath[]): string {
	const [first = []] = places;
	const steps = first.map((step, index) => (places.every(place => place[index] === step) ? step : undefined));
	return `$${steps.map(step => (step === undefined ? '.*' : writeStep(step))).join('')}`;
}
