import { insertYamlEntry } from '../../../core/base/yaml/edit/edit-yaml.ts';
import { fail, succeed } from '../../../core/base/result.ts';
import type { Result } from '../../../core/base/result.ts';
import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import type { ParsedExperiment } from '../../../core/formats/experiment/experiment.ts';
import type { FileEdit } from '../symbols/symbol-service.ts';
import type { TextEdit } from '../../documents/text-edit.ts';
import { documentsNaming } from '../symbols/documents-naming.ts';
import { findYamlName } from '../symbols/find-name.ts';
import { promptsOf, takesInput } from '../symbols/symbols-in-experiment.ts';
import type { RenameRefusal } from './rename-refusal.ts';
import type { RenameSource } from './rename-source.ts';
import { lineOf } from './replace-occurrences.ts';

interface Names {
	readonly name: string;
	readonly newName: string;
}

/**
 * Lets the experiments that map an input to a column of their dataset map it under its new name. Where another variant’s
 * prompt still takes the former name, that entry stays and a second one is added.
 */
export async function renameInMappings(
	{ path: promptPath }: Prompt,
	names: Names,
	source: RenameSource,
): Promise<Result<readonly FileEdit[], RenameRefusal>> {
	const { name } = names;
	const paths = documentsNaming({ kind: 'input', path: promptPath, name, declaration: undefined }, source.facts);
	const edits: FileEdit[] = [];
	for (const path of paths) {
		const document = await source.document(path);
		if (document?.kind !== 'experiment') continue;
		const edit = editMapping(document.value, promptPath, names, source);
		if (!edit.ok) return edit;
		edits.push({ path, edits: [edit.value] });
	}
	return succeed(edits);
}

function editMapping(
	document: ParsedExperiment,
	promptPath: string,
	{ name, newName }: Names,
	{ facts }: RenameSource,
): Result<TextEdit, RenameRefusal> {
	const { path, text, value, yaml } = document;
	const refusal = refuseMapping(document, { name, newName });
	if (refusal !== undefined) return fail(refusal);
	const key = findYamlName(yaml, ['dataset', 'columns', name], 'key', name);
	const isShared = value !== undefined && promptsOf(value, facts).some(other => other.path !== promptPath && takesInput(other, name));
	if (!isShared && key !== undefined) return succeed({ range: key, newText: newName });
	const column = yaml.rangeOf(['dataset', 'columns', name], 'value');
	const added = key && insertYamlEntry(yaml, ['dataset', 'columns'], { key: newName, value: text.slice(column.start, column.end) });
	return added === undefined ? fail({ kind: 'not-rewritable', name, path, line: lineOf(text, column.start) }) : succeed(added);
}

function refuseMapping({ path, value }: ParsedExperiment, { name, newName }: Names): RenameRefusal | undefined {
	if (value?.locked !== undefined && value.locked !== null) return { kind: 'locked-experiment', name, experiment: value.id };
	return Object.hasOwn(value?.dataset?.columns ?? {}, newName) ? { kind: 'name-taken', newName, path } : undefined;
}
