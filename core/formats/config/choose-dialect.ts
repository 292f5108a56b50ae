import { memberOf } from '../../base/member-of.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import { findDialectOverride } from '../prompt/dialects/parts/dialect-overrides.ts';
import type { DialectId } from '../prompt/prompt.ts';
import { insertYamlEntry, removeYamlEntry } from '../../base/yaml/edit/edit-yaml.ts';
import type { YamlEdit } from '../../base/yaml/edit/edit-yaml.ts';
import { globOfFile } from '../../base/glob-of-file.ts';
import { parseConfig } from './parse-config.ts';

/** What has to be done to `stagemark.yaml` so that one file is read as the chosen dialect. */
export type DialectChoice =
	| { readonly kind: 'edit'; readonly edit: YamlEdit }
	/** It says so already. */
	| { readonly kind: 'unchanged' }
	/** It cannot be read to its end, or another entry behind the new one would win. */
	| { readonly kind: 'refused' };

/**
 * Plans the choice of a dialect for one file; undefined lets its content decide again. Everything else in the configuration,
 * comments included, stays as it is written.
 *
 * @param text - `stagemark.yaml`, '' when there is none.
 */
export function chooseDialect(text: string, path: WorkspacePath, dialect: DialectId | 'none' | undefined): DialectChoice {
	const { yaml, value } = parseConfig(text);
	if (findDialectOverride(path, value.dialects)?.dialect === dialect) return { kind: 'unchanged' };
	const glob = globOfFile(path);
	const isWritten = memberOf(memberOf(yaml.value, 'dialects'), glob) !== undefined;
	const entry = ['dialects', glob];
	const edit =
		dialect === undefined
			? removeYamlEntry(yaml, entry)
			: isWritten
				? { range: yaml.rangeOf(entry, 'value'), newText: dialect }
				: insertYamlEntry(yaml, ['dialects'], { key: JSON.stringify(glob), value: dialect });
	if (edit === undefined || !yaml.isComplete) return { kind: 'refused' };
	const changed = parseConfig(`${text.slice(0, edit.range.start)}${edit.newText}${text.slice(edit.range.end)}`);
	const chosen = findDialectOverride(path, changed.value.dialects)?.dialect;
	return chosen === dialect && changed.problems.length <= parseConfig(text).problems.length
		? { kind: 'edit', edit }
		: { kind: 'refused' };
}
