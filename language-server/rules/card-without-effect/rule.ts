import type { DocumentRule } from '../rule.ts';

export const cardWithoutEffect: DocumentRule = {
	id: 'card-without-effect',
	appliesTo: 'any',
	summary: 'a card, or a key in one, that has no effect because its file describes itself or is not a prompt.',
	severity: 'warning',
	group: 'schema',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'Cards of this tool: front matter counts before a card.',

	*check({ problems }) {
		for (const { code, range, message } of problems) {
			if (code === 'card-without-effect') yield { range, message, fixes: [] };
		}
	},
};
