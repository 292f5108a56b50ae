import type { MessageDiff, PromptDiff, PromptDiffSide, TextChange, ValueChange } from '../../core/formats/prompt/diff/prompt-diff.ts';
import type { TextPaint } from '../../core/base/text/text-paint.ts';

/** A prompt diff for the terminal. Words are marked `[-removed-]` and `{+added+}` as `git diff --word-diff` does, so that it reads without colour too. */
export function promptDiffText(diff: PromptDiff, paint: TextPaint): string {
	const lines = [`${paint.strong(sideInWords(diff.before))} → ${paint.strong(sideInWords(diff.after))}`];
	if (diff.isIdentical) return `${lines.join('\n')}\nNo difference in content.`;
	lines.push(bumpInWords(diff, paint));
	lines.push(...diff.reasons.map(({ bump, reason }) => `  ${bump}: ${reason}`));

	const values = [
		...(diff.model === undefined ? [] : [diff.model]),
		...diff.parameters,
		...diff.inputs,
		...(diff.output === undefined ? [] : [diff.output]),
	];
	if (values.length > 0) lines.push('', ...values.map(change => valueInWords(change, paint)));
	for (const message of diff.messages) {
		lines.push('', ...messageInWords(message, paint));
	}
	return lines.join('\n');
}

function sideInWords({ label, estimatedTokenCount }: PromptDiffSide): string {
	return `${label} (~${estimatedTokenCount} tokens)`;
}

function bumpInWords({ requiredBump, isBumpSufficient }: PromptDiff, paint: TextPaint): string {
	if (requiredBump === 'none') return 'Requires no new version.';
	if (isBumpSufficient === undefined) return `Requires a ${requiredBump} version.`;
	return isBumpSufficient
		? paint.good(`Requires a ${requiredBump} version, which it is.`)
		: paint.bad(`Requires a ${requiredBump} version, which it is not.`);
}

function valueInWords({ name, before, after }: ValueChange, paint: TextPaint): string {
	if (before === undefined) return paint.good(`+ ${name}: ${after ?? ''}`);
	if (after === undefined) return paint.bad(`- ${name}: ${before}`);
	return `~ ${name}: ${paint.bad(before)} → ${paint.good(after)}`;
}

function messageInWords({ role, status, changes }: MessageDiff, paint: TextPaint): readonly string[] {
	const heading = paint.strong(`${role}:`) + paint.dim(` ${status}`);
	return status === 'same' ? [heading] : [heading, changes.map(change => wordsOf(change, paint)).join('')];
}

function wordsOf({ kind, text }: TextChange, paint: TextPaint): string {
	switch (kind) {
		case 'same':
			return text;
		case 'added':
			return paint.good(`{+${text}+}`);
		case 'removed':
			return paint.bad(`[-${text}-]`);
	}
}
