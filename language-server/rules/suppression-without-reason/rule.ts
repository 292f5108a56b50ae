import type { SuppressionRule } from '../rule.ts';

export const suppressionWithoutReason: SuppressionRule = {
	id: 'suppression-without-reason',
	appliesTo: 'suppressions',
	summary: 'a comment that silences a rule without saying why.',
	severity: 'off',
	group: 'suppression',
	fix: 'none',
	isSuppressible: false,
	needsOptIn: false,
	isPreview: true,
	source: 'stylelint reportDescriptionlessDisables, ESLint require-description.',

	*check({ suppressions }) {
		for (const { range, rules, hasReason } of suppressions) {
			if (hasReason || rules.length === 0) continue;
			const names = rules.map(({ name }) => name).join(', ');
			yield {
				range,
				message: `This silences ${names} without a reason, so later readers cannot tell whether it still applies. Add “-- ” and the reason after the rules.`,
			};
		}
	},
};
