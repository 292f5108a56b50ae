import { promptContentHash } from '../../../core/formats/prompt/hash/content-hash.ts';
import { withFileVersion } from '../../../core/formats/prompt/version/file-name-version.ts';
import type { Identity, Prompt } from '../../../core/formats/prompt/prompt.ts';
import { suggestBumps } from '../../../core/formats/prompt/diff/suggest-bump.ts';
import type { SuggestedBump } from '../../../core/formats/prompt/diff/suggest-bump.ts';
import { normaliseVersion } from '../../../core/formats/prompt/version/version.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { Fix, PromptRule, RuleContext } from '../rule.ts';

export const contentChangedWithoutVersionBump: PromptRule = {
	id: 'content-changed-without-version-bump',
	appliesTo: 'prompt',
	summary: 'a prompt whose content differs from the last commit while its version is still the same.',
	severity: 'warning',
	group: 'versioning',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: true,
	isPreview: false,
	source: 'MLflow prompt registry: a version is immutable; arXiv 2412.17298 on how rarely prompt changes are documented.',

	*check(prompt, context) {
		const { committedPrompt } = context;
		const version = normaliseVersion(prompt.version?.value ?? '');
		if (prompt.version === undefined || version === undefined || !isSameVersion(prompt, committedPrompt)) return;
		const contentHash = promptContentHash(prompt);
		if (contentHash === promptContentHash(committedPrompt) || isReportedAsRelease(contentHash, context)) return;
		const bumps = suggestBumps(committedPrompt, prompt, version);
		yield {
			range: placeOf(prompt.version),
			message: `The content changed since the last commit but the version is still ${version}, so results recorded for ${version} no longer describe this text. ${actionFor(prompt)}; the change requires ${bumps[0]?.why ?? 'patch'}.`,
			fixes: fixesFor(prompt, bumps),
		};
	},
};

function isSameVersion(prompt: Prompt, committed: Prompt | undefined): committed is Prompt {
	if (committed?.version === undefined || committed.name.value !== prompt.name.value) return false;
	return normaliseVersion(committed.version.value) === normaliseVersion(prompt.version?.value ?? '');
}

function placeOf(version: Identity): TextRange {
	return version.source === 'front-matter' ? version.range : { start: 0, end: 0 };
}

/** released-version-edited says the same and more. A release that is the text in hand is another matter: a change taken back. */
function isReportedAsRelease(contentHash: string, { versions, workspace }: RuleContext): boolean {
	if (versions?.release === undefined) return false;
	const setting = workspace.config.rules['released-version-edited'];
	const isOff = setting === 'off' || (typeof setting === 'object' && setting.severity === 'off');
	return versions.release.contentHash === contentHash || !isOff;
}

function actionFor({ version }: Prompt): string {
	return version?.source === 'file-name' ? 'Rename the file to the next version' : 'Bump the version';
}

function fixesFor(prompt: Prompt, bumps: readonly SuggestedBump[]): readonly Fix[] {
	const { version: place } = prompt;
	return bumps.flatMap(({ version, why }): readonly Fix[] => {
		if (place?.source === 'front-matter') {
			const edits = [{ range: place.range, newText: version }];
			return [{ title: `Bump version to ${version} (${why})`, safety: 'unsafe', edits }];
		}
		const to = withFileVersion(prompt.path, version);
		if (to === undefined) return [];
		return [
			{
				title: `Rename the file to version ${version} (${why})`,
				safety: 'unsafe',
				edits: [],
				files: [{ kind: 'rename', from: prompt.path, to }],
			},
		];
	});
}
