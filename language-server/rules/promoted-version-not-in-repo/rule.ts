import type { RegistryRule } from '../rule.ts';

export const promotedVersionNotInRepo: RegistryRule = {
	id: 'promoted-version-not-in-repo',
	appliesTo: 'registry',
	summary: 'a registered version whose content is in neither a file nor a commit.',
	severity: 'error',
	group: 'registry',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'Git: what is not committed is gone; MLflow, where a registered model outlives its artifacts.',

	*check({ yaml }, { registry }) {
		for (const { kind, message, place = ['name'] } of registry?.problems ?? []) {
			if (kind !== 'missing-source') continue;
			// What a shallow clone does not have may be where it came from.
			const severity = registry?.hasWholeHistory === false ? 'warning' : 'error';
			yield { range: yaml.rangeOf(place, 'value'), message, severity };
		}
	},
};
