import { normaliseVersion } from '../../../core/formats/prompt/version/version.ts';
import type { Fix, PromptRule } from '../rule.ts';

export const invalidSemver: PromptRule = {
	id: 'invalid-semver',
	appliesTo: 'prompt',
	summary: 'a version that is not a semantic version, so it cannot be ordered or referred to.',
	severity: 'error',
	group: 'versioning',
	fix: 'safe',
	isSuppressible: true,
	needsOptIn: true,
	isPreview: false,
	source: 'Semantic Versioning 2.0.0, semver.org.',

	*check({ version }) {
		if (version?.source !== 'front-matter' || normaliseVersion(version.value) !== undefined) return;
		yield {
			range: version.range,
			message: `“${version.value}” is not a semantic version, so it cannot be compared with other versions or referred to. Write MAJOR.MINOR.PATCH, for example 1.2.3.`,
			fixes: [...fixesFor(version.value)].map(({ safety, newText }) => ({
				title: `Write “${newText}”`,
				safety,
				edits: [{ range: version.range, newText }],
			})),
		};
	},
};

/** `v1.2.3` can only mean 1.2.3; anything else that holds numbers is a guess. */
function* fixesFor(written: string): Iterable<{ readonly safety: Fix['safety']; readonly newText: string }> {
	const withoutPrefix = normaliseVersion(written.replace(/^(?:v|version)[\s.-]*/i, ''));
	if (withoutPrefix !== undefined) {
		yield { safety: 'safe', newText: withoutPrefix };
		return;
	}
	const [major, minor = '0', patch = '0'] = written.match(/\d+/g) ?? [];
	const guess = major === undefined ? undefined : normaliseVersion([major, minor, patch].map(Number).join('.'));
	if (guess !== undefined) yield { safety: 'unsafe', newText: guess };
}
