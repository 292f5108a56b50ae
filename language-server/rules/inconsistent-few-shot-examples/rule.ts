import { answerExamples, literalAnswers } from '../../../core/formats/prompt/content/answer-example.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { PromptRule } from '../rule.ts';

export const inconsistentFewShotExamples: PromptRule = {
	id: 'inconsistent-few-shot-examples',
	appliesTo: 'prompt',
	summary: 'an example answer whose shape differs from the first one.',
	severity: 'hint',
	group: 'quality',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: true,
	source: 'The checks example-quality of promptdiff and exampleMismatch of Visual Studio Code.',

	*check(prompt) {
		const examples = answerExamples(prompt);
		const [first] = examples;
		if (first === undefined || !isRecord(first.value)) return;
		const wanted = Object.keys(first.value);
		for (const message of literalAnswers(prompt)) {
			const example = examples.find(other => other.message === message || other.message.range.start === message.range.start);
			const difference = example === undefined ? 'is not JSON' : differenceOf(wanted, example.value);
			if (difference === undefined) continue;
			yield {
				range: firstLine(prompt.text, message.range),
				message: `This example ${difference}, but the first one is JSON with ${wanted.map(key => `“${key}”`).join(', ')}, so a model learns that either is fine. Give both the same shape.`,
				related: [{ path: prompt.path, range: firstLine(prompt.text, first.message.range), message: 'The first example is here.' }],
			};
		}
	},
};

function differenceOf(wanted: readonly string[], value: unknown): string | undefined {
	if (!isRecord(value)) return 'is not an object';
	const missing = wanted.find(key => !Object.hasOwn(value, key));
	if (missing !== undefined) return `lacks “${missing}”`;
	const added = Object.keys(value).find(key => !wanted.includes(key));
	return added === undefined ? undefined : `has “${added}”`;
}

function isRecord(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function firstLine(text: string, { start, end }: TextRange): TextRange {
	return { start, end: start + (/^[^\r\n]*/.exec(text.slice(start, end))?.[0].length ?? 0) };
}
