import type { DocumentRule } from '../rule.ts';

export const unknownKey: DocumentRule = {
	id: 'unknown-key',
	appliesTo: 'any',
	summary: 'a key that the format does not know, so it has no effect.',
	severity: 'warning',
	group: 'schema',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'The schemas of this tool; actionlint and the VS Code prompt validator have the same check.',

	*check({ problems }) {
		for (const { code, range, message, repair } of problems) {
			if (code !== 'unknown-key') continue;
			const title = `Replace with “${repair?.newText ?? ''}”`;
			yield { range, message, fixes: repair === undefined ? [] : [{ title, safety: 'unsafe', edits: [repair] }] };
		}
	},
};
