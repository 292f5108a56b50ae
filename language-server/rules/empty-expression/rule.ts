import { allNodes } from '../../../templates/api.ts';
import type { TemplateNode } from '../../../templates/api.ts';
import type { Problem } from '../../../core/base/problem.ts';
import { rangeFinder } from '../../../core/base/text/range-finder.ts';
import type { Finding, PromptRule } from '../rule.ts';

export const emptyExpression: PromptRule = {
	id: 'empty-expression',
	appliesTo: 'prompt',
	summary: 'an empty template tag, which the engine refuses.',
	severity: 'error',
	group: 'template',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'Jinja 3.1 grammar; VS Code prompt analyzer.',

	*check(prompt) {
		const found = prompt.problems.filter(({ code }) => code === 'empty-expression');
		const outputAt = rangeFinder(found.length === 0 ? [] : [...allNodes(prompt.template.nodes)].filter(isEmptyOutput));
		for (const problem of found) yield onWholeTag(outputAt(problem.range.start), problem);
	},
};

function isEmptyOutput(node: TemplateNode): boolean {
	return node.kind === 'output' && node.expression.kind === 'missing';
}

/** Nothing has no place to be underlined: an empty output is shown and removed as a whole. */
function onWholeTag(output: TemplateNode | undefined, { range, message }: Problem): Finding {
	if (output === undefined || output.range.end < range.end) return { range, message };
	const edits = [{ range: output.range, newText: '' }];
	return { range: output.range, message, fixes: [{ title: 'Remove the empty tag', safety: 'unsafe', edits }] };
}
