import { exportManifest } from '../../../core/use-cases/manifest/export-manifest.ts';
import type { Manifest } from '../../../core/formats/registry/manifest.ts';
import type { Registry } from '../../../core/formats/registry/registry-file.ts';
import { loadWorkspace } from '../../../core/workspace/load-workspace.ts';
import { describeFailure } from '../../../core/words/describe-failure.ts';
import { MlflowError } from '../mlflow-error.ts';
import type { Tracking } from '../tracking.ts';

/** A prompt of the registry, with everything that one of its stages or aliases leads to. */
export interface ServedPrompt {
	readonly name: string;
	readonly served: Manifest['names'][string];
	/**
	 * Versions in the order in which the registry first names them. Its entries are only added to, so that the number MLflow calls a version
	 * by is the same in every clone.
	 */
	readonly order: readonly string[];
	/** Milliseconds since 1970 of its first entry. */
	readonly createdAt: number;
}

/**
 * Every prompt of the registry by name, with the contents that were registered.
 *
 * @throws MlflowError - when a content is not, or not any more, the one that was registered.
 */
export async function servedPrompts({ context }: Tracking): Promise<ReadonlyMap<string, ServedPrompt>> {
	const { files, git } = context.ports;
	const facts = await loadWorkspace(files, git, context.signal);
	const exported = await exportManifest({ facts, files, git }, context.signal);
	if (!exported.ok) throw new MlflowError('PERMISSION_DENIED', Object.values(describeFailure(exported.failure)).join(' '));
	const prompts = facts.registries.flatMap(({ registry }): (readonly [string, ServedPrompt])[] => {
		const served = exported.value.names[registry.name];
		if (registry.kind !== 'prompt' || served === undefined) return [];
		const createdAt = Date.parse(registry.transitions[0]?.at ?? '') || 0;
		return [[registry.name, { name: registry.name, served, order: orderOf(registry), createdAt }]];
	});
	return new Map(prompts);
}

function orderOf({ transitions }: Registry): readonly string[] {
	return [...new Set(transitions.map(({ version }) => version))];
}
