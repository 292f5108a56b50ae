import type { PromptRule } from '../rule.ts';

export const frontMatterSyntaxError: PromptRule = {
	id: 'front-matter-syntax-error',
	appliesTo: 'prompt',
	summary: 'front matter that is not valid YAML, so none of it can be read.',
	severity: 'error',
	group: 'schema',
	fix: 'none',
	isSuppressible: false,
	needsOptIn: false,
	isPreview: false,
	source: 'YAML 1.2.',

	check: document => document.problems.filter(problem => problem.code === 'front-matter-syntax-error'),
};
