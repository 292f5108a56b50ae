import type { ParsedRegistry } from '../../../core/formats/registry/registry-file.ts';
import { stageRoles } from '../../../core/formats/registry/stage-roles.ts';
import type { YamlPath } from '../../../core/base/yaml/yaml-source.ts';
import type { Fix, RegistryRule } from '../rule.ts';
import { ownValue } from '../../../core/base/own-value.ts';

export const multipleProductionVersions: RegistryRule = {
	id: 'multiple-production-versions',
	appliesTo: 'registry',
	summary: 'several versions of one name that claim the production stage at the same time.',
	severity: 'error',
	group: 'registry',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'MLflow Model Registry: an alias points to exactly one version.',

	*check(registry, { workspace }) {
		if (registry.value === undefined) return;
		const { final: production, archive } = stageRoles(workspace.config);
		if (production === undefined) return;
		const { name, versions, stages: pointers } = registry.value;
		const pointer = ownValue(pointers, production);
		const holders = Object.keys(versions).filter(version => ownValue(versions, version)?.stage === production);
		const holder = pointer !== undefined && holders.includes(pointer) ? pointer : holders[0];
		const extras = holders.filter(version => version !== holder);
		for (const extra of extras.slice(0, mostFindings)) {
			yield {
				range: registry.yaml.rangeOf(['versions', extra, 'stage'], 'value'),
				message: `Both ${name} ${extra} and ${holder ?? ''} are in ${production}, so it is unclear which one is served. Keep one; a promotion through Stagemark archives the former version.`,
				fixes: extras.length > mostFindings ? [] : moveTo(archive, registry, ['versions', extra, 'stage']),
				related: [
					{
						path: registry.path,
						range: registry.yaml.rangeOf(['versions', holder ?? '', 'stage'], 'value'),
						message: `${holder ?? ''} is in ${production}.`,
					},
				],
			};
		}
		const next = extras[mostFindings];
		if (next === undefined) return;
		yield {
			range: registry.yaml.rangeOf(['versions', next, 'stage'], 'value'),
			message: `${(extras.length - mostFindings).toLocaleString('en-US')} more versions of ${name} are in ${production}, from here on. Keep one.`,
		};
	},
};

/** Of a file that was written by mistake for thousands of versions, a few are enough to see it. */
const mostFindings = 20;

function moveTo(stage: string, { yaml }: ParsedRegistry, path: YamlPath): readonly Fix[] {
	const edits = [{ range: yaml.rangeOf(path, 'value'), newText: stage }];
	return [{ title: `Set its stage to ${stage}`, safety: 'unsafe', edits }];
}
