import type { ImportNotes } from '../import-notes.ts';
import type { SourceFile } from '../import-source.ts';

/** Largest artifact that goes into Git, in bytes; see collect-artifacts.ts. */
export const largestArtifact = 10 * 1024 * 1024;

/** More than these belong into DVC: 50 files. */
const countLimit = 50;

/** The files of a folder as artifacts of a run. What is too large or too many is noted, not refused. */
export function pickArtifacts(
	files: readonly SourceFile[],
	folder: string,
	notes: ImportNotes,
): readonly { readonly file: string; readonly name: string }[] {
	const picked: { file: string; name: string }[] = [];
	const taken = new Set<string>();
	for (const { path, byteCount, file } of files) {
		const name = path.slice(folder.length);
		// Two names that differ in case alone are one file on many disks.
		if (byteCount > largestArtifact)
			notes.warn(`The artifact ${path} is larger than 10 MB and is left out. Track it with DVC or Git LFS.`);
		else if (picked.length >= countLimit) notes.drop('artifacts', `a run takes at most ${countLimit} of them`);
		else if (taken.has(name.toLowerCase())) notes.warn(`The artifact ${path} has the name of another and is left out.`);
		else picked.push({ file: file.absolutePath, name });
		taken.add(name.toLowerCase());
	}
	return picked;
}
