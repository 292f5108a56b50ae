import { removeYamlEntry } from '../../base/yaml/edit/edit-yaml.ts';
import type { YamlEdit } from '../../base/yaml/edit/edit-yaml.ts';
import type { Located, Prompt } from './prompt.ts';

/** The edit that takes a parameter out of the front matter; undefined where it cannot be done. */
export function removeParameter({ frontMatter }: Prompt, { range }: Located<unknown>): YamlEdit | undefined {
	if (frontMatter === undefined) return undefined;
	return removeYamlEntry(frontMatter, frontMatter.pathAt(range.start).path);
}
