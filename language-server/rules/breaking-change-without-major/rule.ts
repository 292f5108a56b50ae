import { diffPrompts } from '../../../core/formats/prompt/diff/diff-prompts.ts';
import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import { suggestBumps } from '../../../core/formats/prompt/diff/suggest-bump.ts';
import { compareVersions, isBumpSufficient, normaliseVersion } from '../../../core/formats/prompt/version/version.ts';
import type { Fix, PromptRule, RelatedPlace, RuleContext } from '../rule.ts';

export const breakingChangeWithoutMajor: PromptRule = {
	id: 'breaking-change-without-major',
	appliesTo: 'prompt',
	summary: 'a version that breaks its callers although its number announces no breaking change.',
	severity: 'warning',
	group: 'versioning',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: true,
	isPreview: false,
	source: 'Semantic Versioning 2.0.0, rule 8, read for prompts in docs/semantic-versions.md.',

	*check(prompt, context) {
		const now = versionOf(prompt);
		const before = predecessor(prompt, now, context);
		const from = versionOf(before);
		// Comparing texts is dear and the number is cheap, so it goes first.
		if (now === undefined || before === undefined || from === undefined || isBumpSufficient(from, now, 'major') !== false) return;
		const { requiredBump, reasons } = diffPrompts(before, prompt);
		if (requiredBump !== 'major') return;
		const breaking = reasons.filter(({ bump }) => bump === 'major').map(({ reason }) => reason);
		const step = from.startsWith('0.') ? 'minor' : 'major';
		yield {
			range: prompt.version?.source === 'front-matter' ? prompt.version.range : { start: 0, end: 0 },
			message: `${now} breaks callers of ${from} (${breaking.join('; ')}), but its number does not announce that. Bump the ${step} version.`,
			fixes: fixesFor(prompt, before, from),
			related: [relatedPlace(prompt, before, from)],
		};
	},
};

function relatedPlace(prompt: Prompt, { path }: Prompt, from: string): RelatedPlace {
	const when = path === prompt.path ? ' at the last commit' : '';
	return { path, range: { start: 0, end: 0 }, message: `Version ${from} is this file${when}.` };
}

/**
 * The version that this one follows: the last commit's, or that of the nearest older file. A version that is released, or that
 * another one has followed already, is history: its number cannot change any more.
 */
function predecessor(prompt: Prompt, now: string | undefined, { committedPrompt, versions, workspace }: RuleContext): Prompt | undefined {
	if (now === undefined || versions?.release !== undefined) return undefined;
	const isSuperseded = workspace
		.versionsOf(prompt.name.value)
		.some(other => other.revision === undefined && compareVersions(other.version, now) > 0);
	if (isSuperseded) return undefined;
	const candidates = [versions?.previous, committedPrompt].filter(other => other?.name.value === prompt.name.value);
	const older = candidates.filter(other => compareVersions(normaliseVersion(other?.version?.value ?? ''), now) < 0);
	return older.toSorted((left, right) => compareVersions(versionOf(right), versionOf(left)))[0];
}

function versionOf(prompt: Prompt | undefined): string | undefined {
	return normaliseVersion(prompt?.version?.value ?? '');
}

function fixesFor(prompt: Prompt, before: Prompt, from: string): readonly Fix[] {
	const { version: place } = prompt;
	const [bump] = suggestBumps(before, prompt, from);
	if (place?.source !== 'front-matter' || bump === undefined) return [];
	const edits = [{ range: place.range, newText: bump.version }];
	return [{ title: `Bump version to ${bump.version} (${bump.why})`, safety: 'unsafe', edits }];
}
