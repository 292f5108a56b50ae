import type { DocumentRule } from '../rule.ts';

export const duplicateKey: DocumentRule = {
	id: 'duplicate-key',
	appliesTo: 'any',
	summary: 'a YAML key that appears twice in one map, where only the last one counts.',
	severity: 'error',
	group: 'schema',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'YAML 1.2, section 3.2.1.1: mapping keys are unique.',

	check: document => document.problems.filter(problem => problem.code === 'duplicate-key'),
};
