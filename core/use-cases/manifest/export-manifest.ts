import type { CancelSignal } from '../../ports/cancel-signal.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import type { Manifest, ManifestVersion } from '../../formats/manifest/manifest.ts';
import type { Registry } from '../../formats/registry/registry-file.ts';
import { stageRoles } from '../../formats/registry/stage-roles.ts';
import { withoutUndefined } from '../../base/without-undefined.ts';
import { exportVersion } from './export-version.ts';
import type { ExportFailure, ExportSources } from './export-version.ts';
import { findAttestation } from './find-attestation.ts';
import { sortedRecord } from './sorted-record.ts';

/**
 * Everything an application needs to serve what the registry says: of every name its stages and aliases, and each version that one
 * of them leads to, with its contents. A version that the working tree no longer has comes from Git history. What is not, or not
 * any more, the content that was registered fails the export: nobody has promoted that. A version carries its attestation where it has one. The same commit gives the same
 * manifest, whatever the day and machine: names and keys are sorted.
 *
 * @throws The signal's reason when cancelled.
 */
export async function exportManifest(sources: ExportSources, signal: CancelSignal): Promise<Result<Manifest, ExportFailure>> {
	const { unread, config } = sources.facts;
	const missing = unread.find(({ path }) => `${path}/`.startsWith(`${config.registry}/`));
	// An application takes a name that is not in the manifest for one that was taken out of service.
	if (missing !== undefined) return fail({ kind: 'exported-registry-unread', path: missing.path, reason: missing.reason });
	const names: [string, Manifest['names'][string]][] = [];
	const wanted = sources.facts.registries.filter(({ registry }) => sources.name === undefined || registry.name === sources.name);
	for (const { registry } of wanted) {
		const versions: [string, ManifestVersion][] = [];
		for (const version of servedVersions(registry, sources.facts)) {
			signal.throwIfAborted();
			const exported = await exportVersion(registry, version, sources);
			if (!exported.ok) return exported;
			const attestation = await findAttestation({ name: registry.name, version, served: exported.value }, sources.files);
			versions.push([version, { ...exported.value, ...withoutUndefined({ attestation }) }]);
		}
		const { kind, aliases = {} } = registry;
		const stages = heldStages(registry, sources.facts);
		names.push([
			registry.name,
			{ kind, stages: sortedRecord(stages), aliases: sortedRecord(Object.entries(aliases)), versions: sortedRecord(versions) },
		]);
	}
	return succeed({ format: 'stagemark-manifest', version: 1, names: sortedRecord(names) });
}

function heldStages({ stages }: Registry, { config }: WorkspaceFacts): readonly (readonly [string, string])[] {
	const { held } = stageRoles(config);
	return Object.entries(stages).filter(([stage]) => held.includes(stage));
}

function servedVersions(registry: Registry, facts: WorkspaceFacts): readonly string[] {
	return [...new Set([...heldStages(registry, facts), ...Object.entries(registry.aliases ?? {})].map(([, version]) => version))];
}
