import type { Problem } from '../../text/problem.ts';
import type { TextRange } from '../../text/text-range.ts';
import type { Expression, TagNode, TemplateNode } from '../../tree/template-tree.ts';
import type { StatementOf } from './jinja-statement.ts';

type Block = Extract<TemplateNode, { kind: 'block' }>;

/** Finds what cannot stand in the body of a `trans` block: a translator sees it as one sentence with names in it. */
export function checkTranslation({ variables }: StatementOf<'trans'>, block: Block): readonly Problem[] {
	const problems: (Problem | undefined)[] = [];
	let isCounted = variables.length > 0;
	for (const { tag, children } of block.branches) {
		if (tag.keyword === 'pluralize') problems.push(pluralProblem(tag, variables, isCounted));
		problems.push(...children.map(contentProblem));
		isCounted ||= children.some(child => child.kind === 'output');
	}
	return problems.filter(problem => problem !== undefined);
}

function pluralProblem(tag: TagNode, variables: StatementOf<'trans'>['variables'], isCounted: boolean): Problem | undefined {
	const counter: Expression | undefined = tag.expressions[0];
	if (counter?.kind === 'name' && !variables.some(({ name }) => name.name === counter.name)) {
		return problemAt(
			counter.range,
			`\`${counter.name}\` is not a variable of this translation, so it cannot be counted. Add it to the \`trans\` tag.`,
		);
	}
	if (isCounted) return undefined;
	return problemAt(tag.range, 'A plural needs a variable to count, but this translation has none. Add one to the `trans` tag.');
}

function contentProblem(node: TemplateNode): Problem | undefined {
	if (node.kind === 'output' && node.expression.kind !== 'name') {
		return problemAt(
			node.range,
			'Only a name can be printed in a translation, since translators see it. Give the value a name in the `trans` tag.',
		);
	}
	if (node.kind !== 'tag' && node.kind !== 'block') return undefined;
	const range = node.kind === 'block' ? node.branches[0]?.tag.range : node.range;
	const message = 'A translation cannot contain statements, only text and names. Move it out of the `trans` block.';
	return problemAt(range ?? node.range, message);
}

function problemAt(range: TextRange, message: string): Problem {
	return { code: 'template-syntax-error', message, range };
}
