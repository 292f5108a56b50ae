import { promptContentHash } from '../../../core/formats/prompt/hash/content-hash.ts';
import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import { suggestBumps } from '../../../core/formats/prompt/diff/suggest-bump.ts';
import { compareVersions, normaliseVersion } from '../../../core/formats/prompt/version/version.ts';
import type { Fix, PromptRule, RuleContext } from '../rule.ts';

export const versionNotIncreased: PromptRule = {
	id: 'version-not-increased',
	appliesTo: 'prompt',
	summary: 'a prompt whose version is lower than at the last commit although its content is new.',
	severity: 'error',
	group: 'versioning',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: true,
	isPreview: false,
	source: 'Semantic Versioning 2.0.0, rules 3 and 11: versions increase, and a released one is never given to other content.',

	*check(prompt, context) {
		const { version } = prompt;
		const now = normaliseVersion(version?.value ?? '');
		const before = committedVersion(prompt, context);
		if (version === undefined || now === undefined || before === undefined || compareVersions(now, before) >= 0) return;
		if (isTakenBack(prompt, now, context)) return;
		yield {
			range: version.source === 'front-matter' ? version.range : { start: 0, end: 0 },
			message: `The version went back from ${before} to ${now}, so newer content would count as older. Raise it above ${before}, or restore the content of ${now} too.`,
			fixes: fixesFor(prompt, before, context),
		};
	},
};

function committedVersion({ name }: Prompt, { committedPrompt }: RuleContext): string | undefined {
	return committedPrompt?.name.value === name.value ? normaliseVersion(committedPrompt.version?.value ?? '') : undefined;
}

/** True when the text is what the lower version was, as after a revert. */
function isTakenBack(prompt: Prompt, version: string, { versions, workspace }: RuleContext): boolean {
	const contentHash = promptContentHash(prompt);
	if (versions?.release?.contentHash === contentHash) return true;
	return workspace
		.versionsOf(prompt.name.value)
		.some(other => other.revision !== undefined && other.version === version && other.contentHash === contentHash);
}

function fixesFor(prompt: Prompt, before: string, { committedPrompt }: RuleContext): readonly Fix[] {
	const { version: place } = prompt;
	if (place?.source !== 'front-matter') return [];
	return suggestBumps(committedPrompt, prompt, before).map(({ version, why }) => ({
		title: `Bump version to ${version} (${why})`,
		safety: 'unsafe',
		edits: [{ range: place.range, newText: version }],
	}));
}
