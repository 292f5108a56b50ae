import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import type { FileStore, WorkspacePath } from '../../core/ports/file-store.ts';
import { describeFailure } from '../../core/words/describe-failure.ts';
import type { LanguageService } from '../../language-server/language-service.ts';
import { UsageError } from '../text/output.ts';

/** One fix can make room for another; a rule whose fix does not help must not keep us here for ever. */
const mostRounds = 10;

interface Edit {
	readonly range: { readonly start: number; readonly end: number };
	readonly newText: string;
}

/**
 * Repairs one file until no fix is left and writes it once.
 *
 * @returns Number of findings repaired.
 * @throws UsageError when the file cannot be written.
 */
export async function applyFixes(
	service: LanguageService,
	files: FileStore,
	target: { readonly path: WorkspacePath; readonly includeUnsafe: boolean },
	signal: CancelSignal,
): Promise<number> {
	const content = await files.read(target.path);
	if (content.kind !== 'text') return 0;
	let text = content.text;
	let repaired = 0;
	for (let round = 0; round < mostRounds; round++) {
		const diagnostics = await service.diagnose(target.path, signal);
		const fixes = diagnostics.flatMap(({ fixes: offered }) => {
			// A fix that makes or renames files is a person's to choose, one at a time, in an editor.
			const own = offered.filter(({ files: others = [] }) => others.length === 0);
			const fix = own.find(({ safety }) => safety === 'safe') ?? (target.includeUnsafe ? own[0] : undefined);
			return fix === undefined ? [] : [fix.edits];
		});
		const { edits, taken } = withoutOverlap(fixes);
		if (taken === 0) break;
		text = applyEdits(text, edits);
		repaired += taken;
		service.setDocument(target.path, text);
	}
	if (repaired > 0) await save(files, target.path, text);
	return repaired;
}

async function save(files: FileStore, path: WorkspacePath, text: string): Promise<void> {
	const written = await files.write(path, text);
	if (written.ok) return;
	const { what, why, action } = describeFailure(written.failure);
	throw new UsageError(`${what} ${why} ${action}`);
}

/** Takes fixes in order and leaves out those that touch what an earlier one changes; the next round sees them again. */
function withoutOverlap(fixes: readonly (readonly Edit[])[]): { readonly edits: readonly Edit[]; readonly taken: number } {
	const edits: Edit[] = [];
	let taken = 0;
	for (const fix of fixes) {
		const isFree = fix.every(edit => edits.every(other => edit.range.end < other.range.start || other.range.end < edit.range.start));
		if (!isFree) continue;
		edits.push(...fix);
		taken++;
	}
	return { edits, taken };
}

function applyEdits(text: string, edits: readonly Edit[]): string {
	return edits
		.toSorted((left, right) => right.range.start - left.range.start)
		.reduce((result, { range, newText }) => result.slice(0, range.start) + newText + result.slice(range.end), text);
}
