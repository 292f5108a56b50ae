import type { DocumentRule } from '../rule.ts';

export const cardWithoutFile: DocumentRule = {
	id: 'card-without-file',
	appliesTo: 'any',
	summary: 'a card whose file is gone, or whose prompt is not in the file.',
	severity: 'warning',
	group: 'schema',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'Cards of this tool: `NAME.card.yaml` says what the file `NAME` beside it is.',

	*check({ problems }) {
		for (const { code, range, message } of problems) {
			if (code === 'card-without-file') yield { range, message, fixes: [] };
		}
	},
};
