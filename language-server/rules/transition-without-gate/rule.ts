import type { RegistryRule } from '../rule.ts';

export const transitionWithoutGate: RegistryRule = {
	id: 'transition-without-gate',
	appliesTo: 'registry',
	summary: 'a move into a stage without the gates that the stage requires.',
	severity: 'error',
	group: 'registry',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'Practice of this tool: a stage that asks for gates is entered with what they said, or as an override that says so.',

	*check({ yaml }, { registry }) {
		for (const { kind, message, place = ['name'] } of registry?.problems ?? []) {
			if (kind === 'missing-gates') yield { range: yaml.rangeOf(place, 'value'), message };
		}
	},
};
