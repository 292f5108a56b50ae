import type { DocumentRule } from '../rule.ts';

export const cardWithoutEffect: DocumentRule = {
	id: 'card-without-effect',
	appliesTo: 'any',
	summary: 'what a card says and what is not read, because its file says itself what it is or is no prompt.',
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
