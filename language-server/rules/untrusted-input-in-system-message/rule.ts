import type { TagNode, TemplateNode } from '../../../templates/api.ts';
import { rangeFinder } from '../../../core/base/text/range-finder.ts';
import type { PromptRule } from '../rule.ts';

export const untrustedInputInSystemMessage: PromptRule = {
	id: 'untrusted-input-in-system-message',
	appliesTo: 'prompt',
	summary: 'an input declared as untrusted whose text becomes part of the system message, where a model obeys it most.',
	severity: 'warning',
	group: 'safety',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'OWASP Top 10 for LLM applications, LLM01 Prompt Injection.',

	*check(prompt) {
		const untrusted = new Map(prompt.inputs.filter(input => input.trust === 'untrusted').map(input => [input.name, input]));
		if (untrusted.size === 0) return;
		const messageAt = rangeFinder(prompt.messages);
		const conditionAt = rangeFinder(conditions(prompt.template.nodes));
		for (const use of prompt.template.uses) {
			const input = use.definition === undefined ? untrusted.get(use.name) : undefined;
			if (input === undefined || messageAt(use.range.start)?.role !== 'system' || conditionAt(use.range.start) !== undefined)
				continue;
			yield {
				range: use.range,
				message: `“${use.name}” is untrusted but part of the system message, so its author can give the model orders. Move it to a user message, between delimiters.`,
				related: [{ path: prompt.path, range: input.nameRange, message: `“${use.name}” is declared as untrusted here.` }],
			};
		}
	},
};

/** A condition decides which text is taken and puts none of the input into it. */
function conditions(nodes: readonly TemplateNode[]): readonly TagNode[] {
	return nodes.flatMap(node => {
		if (node.kind !== 'block') return [];
		const inside = node.branches.flatMap(branch => conditions(branch.children));
		const own = node.branches.filter(({ tag }) => tag.keyword === 'if' || tag.keyword === 'elif').map(({ tag }) => tag);
		return [...own, ...inside];
	});
}
