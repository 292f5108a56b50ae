import { canonicalJson } from '../../../base/canonical-json.ts';
import { canonicalText } from '../hash/canonical-text.ts';
import type { Prompt } from '../prompt.ts';
import { textSimilarity } from './text-similarity.ts';

/** How alike two prompts are, each from 0 to 1. */
export interface PromptSimilarity {
	/** What the messages say, comments and layout left out; see `textSimilarity`. */
	readonly text: number;
	/**
	 * What a caller and a model meet beside the words: the shared part (Jaccard index) of the roles by position, the inputs with type and
	 * whether they are required, the parameters with their values, the model and the declared output.
	 */
	readonly structure: number;
}

/** Compares two prompts. Equal ones give 1 and 1; the order of the arguments does not matter. */
export function promptSimilarity(left: Prompt, right: Prompt): PromptSimilarity {
	return { text: textSimilarity(wholeText(left), wholeText(right)), structure: jaccard(features(left), features(right)) };
}

function wholeText(prompt: Prompt): string {
	return prompt.messages.map(({ range }) => canonicalText(prompt, range)).join('\n');
}

function features({ messages, inputs, parameters, model, output, template }: Prompt): ReadonlySet<string> {
	return new Set(
		[
			['template', template.language],
			['model', model?.value],
			['output', output?.value],
			...messages.map(({ role }, position) => ['message', position, role]),
			...inputs.map(({ name, type, isRequired }) => ['input', name, type, isRequired]),
			...[...parameters].map(([name, { value }]) => ['parameter', name, value]),
		].map(canonicalJson),
	);
}

function jaccard(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
	const shared = [...left].filter(feature => right.has(feature)).length;
	return shared / (left.size + right.size - shared);
}
