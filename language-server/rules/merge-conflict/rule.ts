import type { DocumentRule } from '../rule.ts';

export const mergeConflict: DocumentRule = {
	id: 'merge-conflict',
	appliesTo: 'any',
	summary: 'conflict markers left behind by a merge.',
	severity: 'error',
	group: 'schema',
	fix: 'none',
	isSuppressible: false,
	needsOptIn: false,
	isPreview: false,
	source: 'Git, gitglossary: merge conflict markers.',

	check: document => document.problems.filter(problem => problem.code === 'merge-conflict'),
};
