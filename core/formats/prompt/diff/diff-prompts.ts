import { promptContentHash } from '../hash/content-hash.ts';
import { diffMessages } from './diff-messages.ts';
import { diffInputs, diffParameters, diffValue } from './diff-values.ts';
import { estimateTokenCount } from '../../../ports/estimate-token-count.ts';
import type { PromptDiff, PromptDiffSide } from './prompt-diff.ts';
import type { Prompt } from '../prompt.ts';
import { findBumpReasons, largestBump } from './required-bump.ts';
import { isBumpSufficient, normaliseVersion } from '../version/version.ts';

/**
 * What changed between two prompts, by structure, and which version step the change asks for. Layout and comments do not
 * count, as in `promptContentHash`.
 *
 * @param labels - What to call the sides; by default the version, or the name for a prompt without one.
 */
export function diffPrompts(before: Prompt, after: Prompt, labels?: { readonly before: string; readonly after: string }): PromptDiff {
	const sides = { before: describeSide(before, labels?.before), after: describeSide(after, labels?.after) };
	const isIdentical = sides.before.contentHash === sides.after.contentHash;
	const messages = diffMessages(before, after);
	const inputs = diffInputs(before, after);
	const parameters = diffParameters(before, after);
	const model = diffValue('model', [before, before.model], [after, after.model]);
	const output = diffValue('output', [before, before.output], [after, after.output]);
	const reasons = isIdentical ? [] : findBumpReasons(before, after, { messages, inputs, parameters, model, output });
	const requiredBump = largestBump(reasons);
	const { version: from } = sides.before;
	const { version: to } = sides.after;
	return {
		version: 1,
		...sides,
		isIdentical,
		messages,
		inputs,
		parameters,
		model,
		output,
		requiredBump,
		reasons,
		isBumpSufficient: from === undefined || to === undefined ? undefined : isBumpSufficient(from, to, requiredBump),
	};
}

function describeSide(prompt: Prompt, label: string | undefined): PromptDiffSide {
	const version = prompt.version === undefined ? undefined : normaliseVersion(prompt.version.value);
	return {
		label: label ?? version ?? prompt.name.value,
		name: prompt.name.value,
		version,
		path: prompt.path,
		contentHash: promptContentHash(prompt),
		estimatedTokenCount: prompt.messages.reduce(
			(sum, { range }) => sum + estimateTokenCount(prompt.text.slice(range.start, range.end)),
			0,
		),
	};
}
