import type { Config } from '../config/config.ts';

/** What the stages of the configuration mean, by their order. */
export interface StageRoles {
	/** Where a version is that nobody has promoted. */
	readonly initial: string;
	/** Where the former holder of a stage goes. */
	readonly archive: string;
	/** Stages that one version holds at a time, in order. These have a pointer in `stages:`. */
	readonly held: readonly string[];
	/** The highest of them, whose first holder gets a tag; undefined when there is none. */
	readonly final: string | undefined;
}

/** With `[None, Staging, Production, Archived]`: None is initial, Archived is archive, the two between are held. */
export function stageRoles({ stages }: Pick<Config, 'stages'>): StageRoles {
	const held = stages.slice(1, -1);
	const initial = stages[0] ?? 'None';
	return { initial, archive: stages.at(-1) ?? initial, held, final: held.at(-1) };
}
