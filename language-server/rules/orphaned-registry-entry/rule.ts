import { normaliseVersion } from '../../../core/formats/prompt/version/version.ts';
import { stageRoles } from '../../../core/formats/registry/stage-roles.ts';
import { ownValue } from '../../../core/base/own-value.ts';
import { boundedList } from '../../../core/base/text/bounded-list.ts';
import { subjectVersions } from '../../../core/workspace/subject.ts';
import type { RegistryRule } from '../rule.ts';

export const orphanedRegistryEntry: RegistryRule = {
	id: 'orphaned-registry-entry',
	appliesTo: 'registry',
	summary: 'a version in a stage, or a whole name, whose files are missing from the working tree.',
	severity: 'warning',
	group: 'registry',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'Registries of images and models, where tags outlive what they point to.',

	*check({ value, yaml }, { workspace, registry }) {
		if (value === undefined) return;
		const { name, kind, stages, versions } = value;
		const held = stageRoles(workspace.config).held.flatMap(stage => {
			const version = Object.hasOwn(stages, stage) ? stages[stage] : undefined;
			return version === undefined ? [] : [{ stage, version, source: ownValue(versions, version)?.source }];
		});
		const present = subjectVersions(name, workspace, kind).filter(subject => subject.revision === undefined);
		const isSourceThere = Object.values(versions).some(({ source }) => workspace.exists(source));
		if (held.length > 0 && present.length === 0 && !isSourceThere) {
			const where = boundedList(held.map(({ stage, version }) => `${version} in ${stage}`));
			yield {
				range: yaml.rangeOf(['name'], 'value'),
				message: `The working tree no longer has the ${kind} ${name}, but the registry has ${where}. Restore the files from Git, or archive what is no longer used.`,
			};
			return;
		}
		for (const { stage, version, source } of held) {
			if (source === undefined || workspace.exists(source) || present.some(subject => subject.version === normalised(version)))
				continue;
			// A version that is nowhere at all is another finding.
			const isLost = registry?.problems.some(problem => problem.kind === 'missing-source' && problem.place?.[1] === version);
			if (isLost === true) continue;
			yield {
				range: yaml.rangeOf(['versions', version, 'source'], 'value'),
				message: `${name} ${version} is in ${stage}, but ${source} is missing from the working tree and exists only in Git history. Restore the file, or promote a version that exists.`,
			};
		}
	},
};

function normalised(version: string): string {
	return normaliseVersion(version) ?? version;
}
