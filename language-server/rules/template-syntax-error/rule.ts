import type { PromptRule } from '../rule.ts';

export const templateSyntaxError: PromptRule = {
	id: 'template-syntax-error',
	appliesTo: 'prompt',
	summary: 'a template tag that the engine cannot read, so it refuses the whole prompt.',
	severity: 'error',
	group: 'template',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'Jinja 3.1 grammar, with the extensions do, loopcontrols and i18n.',

	check: prompt => prompt.problems.filter(problem => problem.code === 'template-syntax-error'),
};
