import type { PromptRule } from '../rule.ts';

export const missingUnknownGuidance: PromptRule = {
	id: 'missing-unknown-guidance',
	appliesTo: 'prompt',
	summary: 'a prompt that answers from given documents but does not say what to do when they lack the answer.',
	severity: 'off',
	group: 'quality',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: true,
	source: 'Anthropic, “Reduce hallucinations”: allow Claude to say “I don’t know”.',

	*check(prompt) {
		const { text, messages, template } = prompt;
		const use = template.uses.find(({ name, definition }) => definition === undefined && documents.test(name));
		const message = messages.find(({ range }) => use !== undefined && range.start <= use.range.start && use.range.end <= range.end);
		if (use === undefined || message === undefined || template.references.length > 0 || !prompt.hasWholeTemplate) return;
		if (messages.some(({ range }) => guidance.test(text.slice(range.start, range.end)))) return;
		const isBody =
			prompt.frontMatter === undefined || message.range.start >= prompt.frontMatter.offset + prompt.frontMatter.text.length;
		const { end } = message.range;
		yield {
			range: use.range,
			message: `The answer should come from “${use.name}”, but the prompt does not say what to do when it is missing there, so the model makes one up. Allow the model to say that it does not know.`,
			fixes: isBody
				? [{ title: 'Allow “I don’t know”', safety: 'unsafe', edits: [{ range: { start: end, end }, newText: `\n\n${sentence}` }] }]
				: [],
		};
	},
};

const documents =
	/^(?:context|documents?|docs|passages?|sources?|retrieved(?:_\w+)?|search_results?|knowledge(?:_base)?|chunks?|snippets?|evidence)$/i;

const guidance =
	/(?:do(?:es)? not|don['’]t|doesn['’]t|cannot|can['’]t|could not|unable to|not) (?:know|find|contain|answer|have|mention|include|provide|available|present|in the|enough|sure|found|stated)|\b(?:unknown|unsure|insufficient|no (?:answer|information|relevant|match)|missing|not applicable|N\/A|only (?:use|using|the information|from|based on))\b/i;

const sentence = 'If the answer is not in there, say that you do not know.';
