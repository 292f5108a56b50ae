import { ownValue } from '../../../core/base/own-value.ts';
import { succeed } from '../../../core/base/result.ts';
import type { Result } from '../../../core/base/result.ts';
import { exportManifest } from '../../../core/use-cases/manifest/export-manifest.ts';
import type { ExportFailure } from '../../../core/use-cases/manifest/export-version.ts';
import type { Manifest } from '../../../core/formats/manifest/manifest.ts';
import type { Registry } from '../../../core/formats/registry/registry-file.ts';
import { loadWorkspace } from '../../../core/workspace/load-workspace.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import { describeFailure } from '../../../core/words/describe-failure.ts';
import type { CommandContext } from '../../command.ts';
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
 * A prompt of the registry, with the contents that were registered.
 *
 * @throws MlflowError - when there is none, or a content is not, or not any more, the one that was registered.
 */
export async function servedPrompt(name: string, { context }: Tracking): Promise<ServedPrompt> {
	const facts = await factsOf(context);
	const registry = promptRegistries(facts).find(candidate => candidate.name === name);
	if (registry === undefined) throw new MlflowError('RESOURCE_DOES_NOT_EXIST', `The registry has no prompt “${name}”.`);
	const served = await serve(registry, facts, context);
	if (served.ok) return served.value;
	throw new MlflowError('PERMISSION_DENIED', Object.values(describeFailure(served.failure)).join(' '));
}

/** Every prompt of the registry whose contents are the ones that were registered. The endpoint names the others. */
export async function servedPrompts({ context }: Tracking): Promise<readonly ServedPrompt[]> {
	const facts = await factsOf(context);
	const prompts: ServedPrompt[] = [];
	for (const registry of promptRegistries(facts)) {
		const served = await serve(registry, facts, context);
		if (served.ok) prompts.push(served.value);
		else context.output.note(Object.values(describeFailure(served.failure)).join(' '));
	}
	return prompts;
}

async function factsOf({ ports, signal }: CommandContext): Promise<WorkspaceFacts> {
	return await loadWorkspace(ports.files, ports.git, signal);
}

function promptRegistries({ registries }: WorkspaceFacts): readonly Registry[] {
	return registries.flatMap(({ registry }) => (registry.kind === 'prompt' ? [registry] : []));
}

async function serve(registry: Registry, facts: WorkspaceFacts, context: CommandContext): Promise<Result<ServedPrompt, ExportFailure>> {
	const { name, transitions } = registry;
	const { files, git } = context.ports;
	const exported = await exportManifest({ facts, files, git, name }, context.signal);
	if (!exported.ok) return exported;
	const served = ownValue(exported.value.names, name);
	if (served === undefined) throw new Error(`The manifest of “${name}” does not have it.`);
	return succeed({ name, served, order: orderOf(registry), createdAt: Date.parse(transitions[0]?.at ?? '') || 0 });
}

function orderOf({ transitions }: Registry): readonly string[] {
	return [...new Set(transitions.map(({ version }) => version))];
}
