import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import { allNodes, walkExpressions } from '../../../templates/api.ts';
import type { Expression, TemplateNode } from '../../../templates/api.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { PromptRule } from '../rule.ts';

export const nonportableTemplateFeature: PromptRule = {
	id: 'nonportable-template-feature',
	appliesTo: 'prompt',
	summary: 'a Jinja2 feature in a Prompty file that not every Prompty runtime supports.',
	severity: 'warning',
	group: 'template',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: true,
	source: 'microsoft/prompty, spec/jinja-subset.md, sections 2 and 4.',

	*check(prompt) {
		if (prompt.dialect !== 'prompty' || prompt.template.language !== 'jinja2') return;
		for (const [feature, [first, ...others]] of featuresOf(prompt)) {
			yield {
				range: first,
				message: `Not every Prompty runtime supports ${feature}, so this file may render differently, or not at all, in another language. Prepare the value in the host, or accept being tied to one engine.`,
				related: others.map(range => ({ path: prompt.path, range, message: `${feature} is also used here.` })),
			};
		}
	},
};

/** Each feature once, with its places. */
function featuresOf({ template }: Prompt): ReadonlyMap<string, [TextRange, ...TextRange[]]> {
	const found = new Map<string, [TextRange, ...TextRange[]]>();
	const note = ({ feature, range }: Feature): void => {
		const places = found.get(feature);
		if (places === undefined) found.set(feature, [range]);
		else places.push(range);
	};
	for (const node of allNodes(template.nodes)) statementFeatures(node).forEach(note);
	for (const expression of walkExpressions(template.nodes)) expressionFeatures(expression).forEach(note);
	return found;
}

interface Feature {
	readonly feature: string;
	readonly range: TextRange;
}

const statements: ReadonlySet<string> = new Set(['if', 'elif', 'else', 'endif', 'for', 'endfor']);
const filters: ReadonlySet<string> = new Set(['default', 'join', 'length', 'lower', 'trim', 'upper']);

function statementFeatures(node: TemplateNode): readonly Feature[] {
	if (node.kind === 'raw') return [{ feature: 'the statement “raw”', range: node.range }];
	if (node.kind === 'output') return arithmeticFeatures(node.expression);
	if (node.kind === 'block' && node.keyword === 'for') {
		return node.branches.slice(1).map(({ tag }) => ({ feature: '“else” of a loop', range: tag.keywordRange }));
	}
	if (node.kind !== 'tag' || statements.has(node.keyword) || node.keyword.startsWith('end')) return [];
	return [{ feature: `the statement “${node.keyword}”`, range: node.keywordRange }];
}

function expressionFeatures(expression: Expression): readonly Feature[] {
	if (expression.kind === 'filter' && !filters.has(expression.name) && expression.nameRange.end > expression.nameRange.start) {
		return [{ feature: `the filter “${expression.name}”`, range: expression.nameRange }];
	}
	if (expression.kind === 'test') return [{ feature: `the test “is ${expression.name}”`, range: expression.nameRange }];
	if (expression.kind === 'name' && expression.name === 'loop') return [{ feature: 'the variable “loop”', range: expression.range }];
	return [];
}

/** Conditions may compare; what is printed may only be looked up and filtered. */
function arithmeticFeatures(expression: Expression): readonly Feature[] {
	const isRich = ['binary', 'unary', 'conditional', 'call'].includes(expression.kind);
	return isRich ? [{ feature: 'an expression beyond attributes and filters', range: expression.range }] : [];
}
