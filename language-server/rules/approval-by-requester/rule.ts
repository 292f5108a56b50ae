import type { RegistryRule } from '../rule.ts';

export const approvalByRequester: RegistryRule = {
	id: 'approval-by-requester',
	appliesTo: 'registry',
	summary: 'an approval that does not count: by the requester, by the author of the version, or without a review in Git.',
	severity: 'error',
	group: 'registry',
	fix: 'none',
	isSuppressible: false,
	needsOptIn: false,
	isPreview: false,
	source: 'Separation of duties, ISO/IEC 27001:2022 A.5.3; approvals of GitHub and GitLab that exclude the author.',

	*check({ yaml }, { registry }) {
		for (const { kind, message, place = ['name'] } of registry?.problems ?? []) {
			if (kind === 'invalid-approval') yield { range: yaml.rangeOf(place, place.at(-1) === 'approvals' ? 'key' : 'value'), message };
		}
	},
};
