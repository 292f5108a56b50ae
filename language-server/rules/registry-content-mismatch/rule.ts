import type { RegistryRule } from '../rule.ts';

export const registryContentMismatch: RegistryRule = {
	id: 'registry-content-mismatch',
	appliesTo: 'registry',
	summary: 'a registered version whose content has changed since.',
	severity: 'error',
	group: 'registry',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'Practice of package registries: a version never changes once it was published (npm, crates.io, PyPI).',

	*check({ yaml }, { registry }) {
		for (const { kind, message, place = ['name'] } of registry?.problems ?? []) {
			if (kind === 'content-mismatch') yield { range: yaml.rangeOf(place, place.at(-1) === 'members' ? 'key' : 'value'), message };
		}
	},
};
