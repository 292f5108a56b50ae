import type { DocumentRule } from '../rule.ts';

export const wrongValueType: DocumentRule = {
	id: 'wrong-value-type',
	appliesTo: 'any',
	summary: 'a value of the wrong type or outside the allowed values.',
	severity: 'error',
	group: 'schema',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'The schemas of this tool.',

	*check({ problems }) {
		for (const { code, range, message, repair } of problems) {
			if (code !== 'wrong-value-type') continue;
			const title = `Write ${repair?.newText ?? ''}`;
			yield { range, message, fixes: repair === undefined ? [] : [{ title, safety: 'unsafe', edits: [repair] }] };
		}
	},
};
