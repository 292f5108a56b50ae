import type { TextRange } from '../../../core/base/text/text-range.ts';
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

	check: ({ problems, text }, { workspace }) => {
		const tagsOfHost = new Set(workspace.config.host.tags.flatMap(tag => [tag, `end${tag}`]));
		return problems.filter(problem => problem.code === 'template-syntax-error' && !isTagOf(tagsOfHost, problem.range, text));
	},
};

/** True for the word that a tag starts with, when it is one of these. */
function isTagOf(tags: ReadonlySet<string>, { start, end }: TextRange, text: string): boolean {
	return tags.has(text.slice(start, end)) && /\{%[-+]?\s{0,20}$/.test(text.slice(Math.max(0, start - 24), start));
}
