import type { Problem } from '../../../../base/problem.ts';
import type { TextRange } from '../../../../base/text/text-range.ts';
import type { TemplateTree } from '../../../../../templates/api.ts';

/**
 * A template of Nunjucks that was read in the words of Jinja, with the problems that both languages have: blocks, delimiters, and
 * expressions that have two values and nothing between them, or that end too early. What else Jinja refuses may be right in Nunjucks, and a text with a tag that Jinja does not know may have blocks that it does not know.
 *
 * @param texts - The texts that are rendered one by one.
 */
export function judgeAsNunjucks(template: TemplateTree, text: string, texts: readonly TextRange[]): TemplateTree {
	const foreign = texts.filter(range => template.problems.some(problem => isIn(range, problem) && isUnknownTag(problem, text)));
	const isShared = (problem: Problem): boolean => sharedProblems.has(problem.code) && !foreign.some(range => isIn(range, problem));
	const problems = template.problems.filter(problem => isShared(problem) || isHalfExpression(problem, text));
	return { ...template, isNunjucks: true, problems: problems.map(problem => inItsWords(problem, text)) };
}

/** Names the tags of Nunjucks as they are written. */
function inItsWords(problem: Problem, text: string): Problem {
	const { start, end } = problem.range;
	const keyword = /^\{%[-+]?\s{0,20}(\w+)/.exec(text.slice(start, end))?.[1] ?? '';
	const words = blocksOfNunjucks.get(keyword);
	if (words === undefined) return problem;
	const { jinja, closing } = words;
	return {
		...problem,
		message: problem.message.replaceAll(`{% ${jinja} %}`, `{% ${keyword} %}`).replaceAll(`{% end${jinja} %}`, `{% ${closing} %}`),
	};
}

const blocksOfNunjucks: ReadonlyMap<string, { readonly jinja: string; readonly closing: string }> = new Map([
	['asyncAll', { jinja: 'for', closing: 'endall' }],
	['asyncEach', { jinja: 'for', closing: 'endeach' }],
	['ifAsync', { jinja: 'if', closing: 'endif' }],
	['verbatim', { jinja: 'raw', closing: 'endverbatim' }],
]);

function isIn({ start, end }: TextRange, { range }: Problem): boolean {
	return start <= range.start && range.end <= end;
}

function isUnknownTag({ code, range }: Problem, text: string): boolean {
	return code === 'template-syntax-error' && /\{%[-+]?\s{0,20}$/.test(text.slice(Math.max(0, range.start - 24), range.start));
}

/** True for `{{ if topic }}`, `{{ first name }}` and `{{ name | }}`. */
function isHalfExpression({ code, range }: Problem, text: string): boolean {
	if (code !== 'template-syntax-error') return false;
	const before = text.slice(Math.max(0, range.start - longestExpression), range.start + 2);
	const opening = before.lastIndexOf('{{');
	if (opening === -1) return false;
	const [inside = ''] = text.slice(range.start + 2 - before.length + opening + 2, range.end + longestExpression).split('}}', 1);
	const expression = inside.replace(/^-/, '').replace(/-$/, '').trim();
	return twoValues.test(expression) || /[|.~([,]$/.test(expression);
}

const longestExpression = 500;
const twoValues = /^(?!not\s)[\w.]+\s+(?!(?:and|or|in|is|if|not)\b)\w/;

const sharedProblems: ReadonlySet<string> = new Set(['unclosed-block', 'unclosed-delimiter', 'mismatched-block-end']);
