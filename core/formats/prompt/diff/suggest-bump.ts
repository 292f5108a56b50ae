import { diffPrompts } from './diff-prompts.ts';
import type { VersionBump } from './prompt-diff.ts';
import type { Prompt } from '../prompt.ts';
import { nextVersion } from '../version/version.ts';

/** A version that announces a change well enough. */
export interface SuggestedBump {
	readonly version: string;
	/** The step and, for the first suggestion, why it is needed: `major: input "tone" removed`. */
	readonly why: string;
}

/**
 * The versions that may follow `from` for the change from `before` to `after`, the smallest sufficient one first. Smaller
 * steps are not offered: they would hide a breaking change. Without `before` nobody knows what changed, and a patch is first.
 *
 * @param from - Normalised semantic version. Below 1.0.0 a minor step announces a breaking change, as `isBumpSufficient` has it.
 */
export function suggestBumps(before: Prompt | undefined, after: Prompt, from: string): readonly SuggestedBump[] {
	const { requiredBump, reasons } = before === undefined ? unknownChange : diffPrompts(before, after);
	const required = requiredBump === 'none' ? 'patch' : requiredBump;
	const first = from.startsWith('0.') && required === 'major' ? 'minor' : required;
	const reason = reasons[0] === undefined ? '' : `: ${reasons[0].reason}`;
	return steps.slice(steps.indexOf(first)).map((step, position) => ({
		version: nextVersion(from, step),
		why: position === 0 ? `${required}${reason}` : step,
	}));
}

const unknownChange: { readonly requiredBump: VersionBump; readonly reasons: readonly { readonly reason: string }[] } = {
	requiredBump: 'patch',
	reasons: [],
};

const steps = ['patch', 'minor', 'major'] as const;
