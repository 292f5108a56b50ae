import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import { insertYamlEntry } from '../../../core/base/yaml/edit/edit-yaml.ts';
import { isNamedElsewhere } from '../../../core/workspace/is-named-elsewhere.ts';
import { cardPathOf } from '../../../core/formats/prompt/card/card-path.ts';
import { openSheet } from '../../../core/formats/prompt/card/sheet.ts';
import { withAddedVersion } from '../../../core/formats/prompt/version/file-name-version.ts';
import type { Fix, PromptRule } from '../rule.ts';

export const missingVersion: PromptRule = {
	id: 'missing-version',
	appliesTo: 'prompt',
	summary: 'a prompt without a version, so experiments and the registry cannot refer to it.',
	severity: 'warning',
	group: 'versioning',
	fix: 'safe',
	isSuppressible: true,
	needsOptIn: true,
	isPreview: false,
	source: 'semver.org; starts when a repository has a stagemark.yaml or a registry file.',

	*check(prompt, { workspace }) {
		if (prompt.version !== undefined || !prompt.carriesVersion) return;
		// “-v2” in a file name is a version only when another file shares the stem, which the prompt alone cannot tell.
		if (workspace.promptAt(prompt.path)?.version !== undefined) return;
		// A plain template may be anything, and front matter would change what its program reads.
		if (prompt.frontMatter === undefined && !isNamedElsewhere(prompt, workspace)) return;
		yield {
			range: placeOf(prompt),
			message: `“${prompt.name.value}” has no version, so experiments and the registry cannot say which text they mean. ${adviceFor(prompt)}`,
			// Two files of one name cannot both be 1.0.0, and only a person knows what they are to each other.
			fixes: workspace.versionsOf(prompt.name.value).length > 1 ? [] : fixesFor(prompt),
		};
	},
};

function adviceFor({ path, frontMatter, text }: Prompt): string {
	if (openSheet(text) !== undefined) return 'Add “version: 1.0.0” to its card.';
	if (frontMatter !== undefined) return 'Add “version: 1.0.0” to its front matter.';
	return `Write a card beside it, or rename the file to “${withAddedVersion(path, '1.0.0')}”.`;
}

/** The name, else the front matter's first key, else the first line: always on a line where a comment can stand. */
function placeOf(prompt: Prompt): TextRange {
	if (prompt.name.source === 'front-matter') return prompt.name.range;
	const firstKey = /^[\w-]+/m.exec(prompt.frontMatter?.text ?? '');
	if (prompt.frontMatter !== undefined && firstKey !== null) {
		const start = prompt.frontMatter.offset + firstKey.index;
		return { start, end: start + firstKey[0].length };
	}
	return { start: 0, end: /^[^\r\n]*/.exec(prompt.text)?.[0].length ?? 0 };
}

/** What a program reads as it is gets a card, so that the file itself stays the same. */
function fixesFor({ path, name, frontMatter }: Prompt): readonly Fix[] {
	if (frontMatter === undefined) {
		const card = { kind: 'create' as const, path: cardPathOf(path), text: `name: ${name.value}\nversion: 1.0.0\n` };
		return [{ title: 'Write a card with “version: 1.0.0”', safety: 'unsafe', edits: [], files: [card] }];
	}
	const edit = insertYamlEntry(frontMatter, [], { key: 'version', value: '1.0.0' });
	return edit === undefined ? [] : [{ title: 'Add “version: 1.0.0”', safety: 'safe', edits: [edit] }];
}
