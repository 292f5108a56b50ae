import { nearestWord } from '../../../core/base/text/nearest-word.ts';
import { suggestionInWords } from '../../../core/base/words-of-failure.ts';
import type { YamlPath } from '../../../core/base/yaml/yaml-source.ts';
import { matchOf } from '../../../core/formats/config/asked-of.ts';
import type { AskedSubject } from '../../../core/formats/config/asked-of.ts';
import { parseConfig } from '../../../core/formats/config/parse-config.ts';
import type { PromotionEntry } from '../../../core/formats/config/promotion-config.ts';
import { configPath } from '../../../core/formats/config-path.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import type { DocumentRule } from '../rule.ts';

export const unmatchedPromotionEntry: DocumentRule = {
	id: 'unmatched-promotion-entry',
	appliesTo: 'any',
	summary: 'an entry of `for:` in `stagemark.yaml` that no prompt, model or pipeline matches.',
	severity: 'warning',
	group: 'registry',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'The names, kinds and tags of the files in the workspace.',

	*check({ path, text }, { workspace }) {
		if (path !== configPath) return;
		const { value, yaml, problems } = parseConfig(text);
		const subjects = subjectsOf(workspace);
		// With problems an entry may be left out, and then the others are not where they were written.
		if (problems.length > 0 || subjects.length === 0) return;
		for (const [stage, { for: entries = [] }] of Object.entries(value.promotion)) {
			for (const [index, entry] of entries.entries()) {
				for (const { at, message } of findingsOf(entry, subjects)) {
					yield { range: yaml.rangeOf(['promotion', stage, 'for', index, ...at], 'value'), message };
				}
			}
		}
	},
};

interface Unmatched {
	readonly at: YamlPath;
	readonly message: string;
}

/** Each pattern and tag that nothing has; where there is something for each, the entry that nothing has all of. */
function findingsOf(entry: PromotionEntry, subjects: readonly AskedSubject[]): readonly Unmatched[] {
	const names = [...new Set(subjects.map(({ name }) => name))];
	const tags = [...new Set(subjects.flatMap(subject => subject.tags ?? []))];
	const isMatched = (part: PromotionEntry): boolean => subjects.some(subject => matchOf(part, subject) !== 'no');
	const single = [
		...(entry.names ?? []).map((name, index) => ({
			part: { names: [name] },
			at: ['names', index],
			message: `No name matches “${name}”, so nothing is held to it. ${suggestionInWords(nearestWord(name, names), names)}`,
		})),
		...(entry.kinds ?? []).map((kind, index) => ({
			part: { kinds: [kind] },
			at: ['kinds', index],
			message: `There is no ${kind} here, so nothing is held to it. Remove it, or leave it for the first ${kind}.`,
		})),
		...(entry.tags ?? []).map((tag, index) => ({
			part: { tags: [tag] },
			at: ['tags', index],
			message: `Nothing has the tag “${tag}”, so nothing is held to it. ${
				tags.length === 0 ? 'Write “tags” in the front matter of what it is for.' : suggestionInWords(nearestWord(tag, tags), tags)
			}`,
		})),
	].filter(({ part }) => !isMatched(part));
	if (single.length > 0 || isMatched(entry)) return single;
	return [{ at: [], message: 'Nothing matches all keys of this entry together, so nothing is held to it. Split it, or correct a key.' }];
}

/** Everything that can be promoted. The tags of what only the registry knows are not known. */
function subjectsOf({ prompts, components, registries }: WorkspaceFacts): readonly AskedSubject[] {
	const files = [
		...prompts.map(({ name, tags }): AskedSubject => ({ name, kind: 'prompt', tags })),
		...components.flatMap(({ name, kind, tags }): AskedSubject[] => (kind === 'embedding' ? [] : [{ name, kind, tags }])),
	];
	const known = new Set(files.map(({ name }) => name));
	const registered = registries.filter(({ registry }) => !known.has(registry.name));
	return [...files, ...registered.map(({ registry: { name, kind } }): AskedSubject => ({ name, kind, tags: undefined }))];
}
