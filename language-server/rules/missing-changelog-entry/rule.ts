import { memberOf } from '../../../core/base/member-of.ts';
import { diffPrompts } from '../../../core/formats/prompt/diff/diff-prompts.ts';
import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import { compareVersions, normaliseVersion } from '../../../core/formats/prompt/version/version.ts';
import { appendYamlItem } from '../../../core/base/yaml/edit/edit-yaml-list.ts';
import { insertYamlEntry } from '../../../core/base/yaml/edit/edit-yaml.ts';
import type { YamlEdit } from '../../../core/base/yaml/edit/edit-yaml.ts';
import type { YamlSource } from '../../../core/base/yaml/yaml-source.ts';
import type { Fix, PromptRule, RuleContext } from '../rule.ts';

export const missingChangelogEntry: PromptRule = {
	id: 'missing-changelog-entry',
	appliesTo: 'prompt',
	summary: 'a new version of a prompt without a changelog entry.',
	severity: 'info',
	group: 'versioning',
	fix: 'safe',
	isSuppressible: true,
	needsOptIn: true,
	isPreview: true,
	source: 'arXiv 2412.17298: 21.9 % of prompt changes are documented in commit messages.',

	*check(prompt, context) {
		const { version, frontMatter, dialect } = prompt;
		const now = normaliseVersion(version?.value ?? '');
		const before = predecessor(prompt, now, context);
		if (version?.source !== 'front-matter' || now === undefined || before === undefined) return;
		if (dialect !== 'stagemark' || frontMatter?.isComplete !== true || isDescribed(frontMatter, before.frontMatter, now)) return;
		yield {
			range: version.range,
			message: `The changelog has no entry for ${now}, so readers must compare the texts to see what changed. Add one sentence under “changelog”.`,
			fixes: fixesFor(frontMatter, now, describeChange(before, prompt)),
		};
	},
};

function predecessor({ name }: Prompt, now: string | undefined, { committedPrompt, versions }: RuleContext): Prompt | undefined {
	if (versions?.release !== undefined) return undefined;
	const isOlder = (other: Prompt | undefined): boolean =>
		other?.name.value === name.value && compareVersions(normaliseVersion(other.version?.value ?? ''), now) < 0;
	return [committedPrompt, versions?.previous].find(isOlder);
}

/** A map has an entry for the version; a text or list is another one than before. */
function isDescribed(frontMatter: YamlSource, before: YamlSource | undefined, version: string): boolean {
	const changelog = memberOf(frontMatter.value, 'changelog');
	if (changelog === undefined || changelog === null) return false;
	if (typeof changelog === 'object' && !Array.isArray(changelog)) {
		return Object.keys(changelog).some(key => normaliseVersion(key) === version);
	}
	return JSON.stringify(changelog) !== JSON.stringify(memberOf(before?.value, 'changelog'));
}

/** What the comparison of the two says, as a sentence to start from. */
function describeChange(before: Prompt, after: Prompt): string {
	const words = diffPrompts(before, after)
		.reasons.map(({ reason }) => reason.replaceAll('"', ''))
		.join(', ');
	return words === '' ? 'No change of content.' : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function fixesFor(frontMatter: YamlSource, version: string, sentence: string): readonly Fix[] {
	const edit = insertion(frontMatter, version, JSON.stringify(sentence));
	return edit === undefined ? [] : [{ title: `Add “${sentence}” to the changelog`, safety: 'safe', edits: [edit] }];
}

/** A text that stands there already says something of the version before; it is the writer's to replace. */
function insertion(frontMatter: YamlSource, version: string, value: string): YamlEdit | undefined {
	const changelog = memberOf(frontMatter.value, 'changelog');
	if (changelog === undefined || changelog === null) return insertYamlEntry(frontMatter, [], { key: 'changelog', value });
	if (Array.isArray(changelog)) return appendYamlItem(frontMatter, ['changelog'], value);
	return typeof changelog === 'object' ? insertYamlEntry(frontMatter, ['changelog'], { key: `"${version}"`, value }) : undefined;
}
