import { nearestWord } from '../../../core/base/text/nearest-word.ts';
import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import { allNodes, vocabulary, walkExpressions } from '../../../templates/api.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { PromptRule, RuleContext } from '../rule.ts';
import { ownValue } from '../../../core/base/own-value.ts';

export const unknownFilterOrHelper: PromptRule = {
	id: 'unknown-filter-or-helper',
	appliesTo: 'prompt',
	summary: 'a filter, test or helper that neither the template engine nor the host provides, once the host’s own are declared.',
	severity: 'warning',
	group: 'template',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'Jinja2 TemplateAssertionError “No filter named …”; promptly unknown-block-helper.',

	*check(prompt, context) {
		for (const { what, name, range, known } of callsOf(prompt, context)) {
			if (known.has(name)) continue;
			const suggestion = nearestWord(name, known);
			const advice =
				suggestion === undefined
					? `Correct it, or add it to “${what}s” of this rule in stagemark.yaml.`
					: `Did you mean “${suggestion}”?`;
			const message = `Neither the engine nor stagemark.yaml has a ${what} “${name}”, so rendering fails. ${advice}`;
			const edits = [{ range, newText: suggestion ?? name }];
			yield {
				range,
				message,
				fixes: suggestion === undefined ? [] : [{ title: `Replace with “${suggestion}”`, safety: 'unsafe', edits }],
			};
		}
	},
};

interface Call {
	readonly what: 'filter' | 'test' | 'helper';
	readonly name: string;
	readonly range: TextRange;
	readonly known: ReadonlySet<string>;
}

/** Calls of the kinds that the host's own are declared for: without that list every unknown word may be one of the host's. */
function callsOf(prompt: Prompt, { options }: RuleContext): readonly Call[] {
	// Nunjucks has filters of its own.
	if (prompt.template.language === 'jinja2') return prompt.dialect === 'promptfoo' ? [] : jinjaCalls(prompt, options);
	return prompt.template.language === 'handlebars' ? helperCalls(prompt, options) : [];
}

function jinjaCalls({ template }: Prompt, options: RuleContext['options']): readonly Call[] {
	const own = { filter: declared(options, 'filters'), test: declared(options, 'tests') };
	const known = {
		filter: new Set([...vocabulary.jinja.filters.map(({ name }) => name), ...(own.filter ?? [])]),
		test: new Set([...vocabulary.jinja.tests.map(({ name }) => name), ...otherTestNames, ...(own.test ?? [])]),
	};
	return [...walkExpressions(template.nodes)].flatMap((expression): readonly Call[] => {
		if (expression.kind !== 'filter' && expression.kind !== 'test') return [];
		const { kind: what, name, nameRange: range } = expression;
		return own[what] === undefined ? [] : [{ what, name, range, known: known[what] }];
	});
}

/** Names of comparisons beside those of the documentation. */
const otherTestNames: readonly string[] = ['==', '!=', '<', '<=', '>', '>=', 'equalto', 'greaterthan', 'lessthan'];

function helperCalls({ template, dialect }: Prompt, options: RuleContext['options']): readonly Call[] {
	const own = declared(options, 'helpers');
	if (own === undefined) return [];
	const known = new Set([
		...vocabulary.handlebars.builtInHelpers,
		...(dialect === 'dotprompt' ? vocabulary.handlebars.promptHelpers : []),
		...own,
	]);
	const inner = [...walkExpressions(template.nodes)].flatMap((expression): readonly Call[] => {
		if (expression.kind !== 'call' || expression.callee.kind !== 'name') return [];
		return [{ what: 'helper', name: expression.callee.name, range: expression.callee.range, known }];
	});
	const blocks = [...allNodes(template.nodes)].flatMap((node): readonly Call[] => {
		const tag = node.kind === 'block' ? node.branches[0]?.tag : undefined;
		// Without arguments the block may be a section over a value.
		if (tag === undefined || !/^[A-Za-z][\w-]*$/.test(tag.keyword) || !hasArguments(tag.expressions, tag.keywordRange)) return [];
		return [{ what: 'helper', name: tag.keyword, range: tag.keywordRange, known }];
	});
	return [...inner, ...blocks];
}

function hasArguments(expressions: readonly { readonly range: TextRange }[], { start }: TextRange): boolean {
	return expressions.some(({ range }) => range.start !== start);
}

function declared(options: RuleContext['options'], key: string): readonly string[] | undefined {
	const names = ownValue(options, key);
	return Array.isArray(names) ? names.filter(name => typeof name === 'string') : undefined;
}
