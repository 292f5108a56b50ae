import type { WorkspacePath } from '../../../core/ports/file-store.ts';
import { linePositions } from '../../../core/base/text/line-positions.ts';
import { fail, succeed } from '../../../core/base/result.ts';
import type { Result } from '../../../core/base/result.ts';
import type { FileEdit } from '../symbols/symbol-service.ts';
import type { TextEdit } from '../../documents/text-edit.ts';
import type { DocumentSource } from '../document-source.ts';
import type { LocatedOccurrence } from '../symbols/references.ts';
import type { RenameRefusal } from './rename-refusal.ts';

/** The edits that put `newName` into every place. Refused when a single one does not read `name` letter by letter. */
export async function replaceOccurrences(
	occurrences: readonly LocatedOccurrence[],
	{ name, newName }: { readonly name: string; readonly newName: string },
	source: DocumentSource,
): Promise<Result<readonly FileEdit[], RenameRefusal>> {
	const byPath = new Map<WorkspacePath, TextEdit[]>();
	for (const { path, range } of occurrences) {
		const text = (await source.document(path))?.value;
		const written = text !== undefined && 'text' in text ? text.text : '';
		if (written.slice(range.start, range.end) !== name) {
			return fail({ kind: 'not-rewritable', name, path, line: lineOf(written, range.start) });
		}
		byPath.set(path, [...(byPath.get(path) ?? []), { range, newText: newName }]);
	}
	return succeed([...byPath].map(([path, edits]) => ({ path, edits })));
}

/** The 1-based line of an offset. */
export function lineOf(text: string, offset: number): number {
	return linePositions(text)(offset).line + 1;
}

/** The edits of several changes by file, files in order of their first. */
export function mergeEdits(edits: readonly FileEdit[]): readonly FileEdit[] {
	const byPath = new Map<WorkspacePath, readonly TextEdit[]>();
	for (const { path, edits: some } of edits) byPath.set(path, [...(byPath.get(path) ?? []), ...some]);
	return [...byPath].map(([path, all]) => ({ path, edits: all }));
}
