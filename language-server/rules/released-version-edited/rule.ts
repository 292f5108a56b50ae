import { promptContentHash } from '../../../core/formats/prompt/hash/content-hash.ts';
import { withFileVersion } from '../../../core/formats/prompt/version/file-name-version.ts';
import { parsePrompt } from '../../../core/formats/prompt/parse-prompt.ts';
import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import { suggestBumps } from '../../../core/formats/prompt/diff/suggest-bump.ts';
import type { SuggestedBump } from '../../../core/formats/prompt/diff/suggest-bump.ts';
import type { ReleasedVersion } from '../../../core/workspace/prompt-versions.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import type { Fix, PromptRule, TextEdit } from '../rule.ts';

export const releasedVersionEdited: PromptRule = {
	id: 'released-version-edited',
	appliesTo: 'prompt',
	summary: 'a version whose content changed after its release by a registry file or a Git tag.',
	severity: 'error',
	group: 'versioning',
	fix: 'unsafe',
	isSuppressible: false,
	needsOptIn: true,
	isPreview: false,
	source: 'MLflow prompt registry: versions are immutable, aliases move; Semantic Versioning 2.0.0, rule 3.',

	*check(prompt, { versions, workspace }) {
		const release = versions?.release;
		const { version } = prompt;
		if (version === undefined || release === undefined || promptContentHash(prompt) === release.contentHash) return;
		yield {
			range: version.source === 'front-matter' ? version.range : { start: 0, end: 0 },
			message: `${prompt.name.value} ${release.version} is released (${recordOf(release)}), but its content has changed since, so users of ${release.version} would get something that was never evaluated. Restore it and give the new content its own version.`,
			fixes: fixesFor(prompt, release, workspace),
		};
	},
};

function recordOf({ record }: ReleasedVersion): string {
	return record.kind === 'registry' ? record.path : `tag ${record.name}`;
}

/** A version in the file name has a file of its own, which others name; elsewhere Git keeps the released text. */
function fixesFor(prompt: Prompt, release: ReleasedVersion, workspace: WorkspaceFacts): readonly Fix[] {
	const before = release.text === undefined ? undefined : parsePrompt(prompt.path, release.text, workspace.config.dialects);
	const bumps = suggestBumps(before, prompt, release.version);
	return withFileVersion(prompt.path, release.version) === undefined
		? bumps.flatMap(bump => bumpInPlace(prompt, bump))
		: bumps.flatMap(bump => copyAndRestore(prompt, bump, release.text, workspace));
}

function bumpInPlace(prompt: Prompt, { version, why }: SuggestedBump): readonly Fix[] {
	return versionEdits(prompt, version).map(edit => ({ title: `Bump version to ${version} (${why})`, safety: 'unsafe', edits: [edit] }));
}

function copyAndRestore(
	prompt: Prompt,
	{ version, why }: SuggestedBump,
	released: string | undefined,
	workspace: WorkspaceFacts,
): readonly Fix[] {
	const path = withFileVersion(prompt.path, version);
	if (released === undefined || path === undefined || workspace.exists(path)) return [];
	const copy = versionEdits(prompt, version).reduce(
		(text, { range, newText }) => text.slice(0, range.start) + newText + text.slice(range.end),
		prompt.text,
	);
	return [
		{
			title: `Copy to version ${version} and restore this one (${why})`,
			safety: 'unsafe',
			edits: [{ range: { start: 0, end: prompt.text.length }, newText: released }],
			files: [{ kind: 'create', path, text: copy }],
		},
	];
}

function versionEdits({ version: place }: Prompt, version: string): readonly TextEdit[] {
	return place?.source === 'front-matter' ? [{ range: place.range, newText: version }] : [];
}
