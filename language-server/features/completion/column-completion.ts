import { memberOf } from '../../../core/base/member-of.ts';
import { readDatasetColumns } from '../../../core/workspace/dataset/read-dataset-columns.ts';
import type { CompletionItem } from './completion-item.ts';
import type { ParsedDocument } from '../../documents/parsed-document.ts';
import type { DocumentSource } from '../document-source.ts';
import { yamlCursorAt } from './yaml-cursor.ts';

/** The columns of the experiment’s dataset where one of them is named, in the order of the file. Reads its first lines. */
export async function completeColumns(
	document: ParsedDocument,
	offset: number,
	source: DocumentSource,
): Promise<readonly CompletionItem[]> {
	if (document.kind !== 'experiment') return [];
	const { text } = document.value;
	const cursor = yamlCursorAt({ kind: 'experiment', text, offset: 0, facts: source.facts }, offset);
	if (cursor?.part !== 'value' || !isColumnPlace(cursor.path)) return [];
	const dataset = memberOf(cursor.data, 'dataset');
	const path = memberOf(dataset, 'path') ?? memberOf(dataset, 'dvc');
	if (typeof path !== 'string') return [];
	const file = path.replace(/\.dvc$/, '');
	const columns = await readDatasetColumns(file, source.files, source.signal);
	return columns.map(({ name }) => ({
		label: name,
		kind: 'value',
		detail: `column of ${file}`,
		documentation: undefined,
		edit: { range: cursor.range, newText: asYaml(name) },
	}));
}

/** `dataset.columns.NAME`, or an entry of `slices`. */
function isColumnPlace(path: readonly (string | number)[]): boolean {
	const [top, key] = path;
	return (path.length === 3 && top === 'dataset' && key === 'columns') || (path.length === 2 && top === 'slices');
}

/** Plain where YAML reads it as this very text, also inside `{ }`. */
function asYaml(name: string): string {
	return /^[A-Za-z_][\w .-]*$/.test(name) && !/\s$|^(?:true|false|null|yes|no|on|off)$/i.test(name) ? name : JSON.stringify(name);
}
