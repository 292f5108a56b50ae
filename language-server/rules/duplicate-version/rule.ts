import type { Identity } from '../../../core/formats/prompt/prompt.ts';
import { normaliseVersion } from '../../../core/formats/prompt/version/version.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import { boundedList } from '../../../core/base/text/bounded-list.ts';
import type { PromptRule } from '../rule.ts';

export const duplicateVersion: PromptRule = {
	id: 'duplicate-version',
	appliesTo: 'prompt',
	summary: 'two files that claim to be the same version of the same prompt, so a reference is ambiguous.',
	severity: 'error',
	group: 'versioning',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: true,
	isPreview: false,
	source: 'Package registries: a name and version are published once.',

	*check(prompt, { workspace }) {
		const version = prompt.version === undefined ? undefined : normaliseVersion(prompt.version.value);
		if (version === undefined) return;
		const others = workspace
			.versionsOf(prompt.name.value)
			.filter(other => other.version === version && other.revision === undefined && other.path !== prompt.path);
		if (others.length === 0) return;
		yield {
			range: placeOf(prompt.version),
			message: `${prompt.name.value}@${version} is also ${boundedList(others.map(({ path }) => path))}, so a reference to it is ambiguous. Give one of them another version or name.`,
			related: others.slice(0, 5).map(({ path }) => ({
				path,
				range: { start: 0, end: 0 },
				message: `This file is also ${prompt.name.value}@${version}.`,
			})),
		};
	},
};

function placeOf(version: Identity | undefined): TextRange {
	return version?.source === 'front-matter' ? version.range : { start: 0, end: 0 };
}
