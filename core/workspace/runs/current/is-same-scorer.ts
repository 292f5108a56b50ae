import type { RunRecord } from '../../../formats/run/run-record.ts';

type Scorer = RunRecord['scorer'];

/**
 * Whether two scorers are the same as far as both say: by the content of all their files where both list them, else by the hash of the
 * first, else by name and version; and by the judge where both have one.
 */
export function isSameScorer(one: Scorer, other: Scorer): boolean {
	if (one === null || other === null) return one === other;
	if (!isSameJudge(one, other)) return false;
	if (one.files !== undefined && other.files !== undefined) return hashesOf(one.files) === hashesOf(other.files);
	if (one.sha256 !== undefined && other.sha256 !== undefined) return one.sha256 === other.sha256;
	return one.name === other.name && one.version === other.version;
}

/** A record of an earlier version does not say that there was no judge. */
function isSameJudge(one: NonNullable<Scorer>, other: NonNullable<Scorer>): boolean {
	if (one.judge === undefined || other.judge === undefined) {
		return one.judge === other.judge || [one, other].some(({ judge, files }) => judge === undefined && files === undefined);
	}
	return one.judge.model === other.judge.model && one.judge.prompt?.sha256 === other.judge.prompt?.sha256;
}

function hashesOf(files: readonly { readonly sha256: string }[]): string {
	return files
		.map(({ sha256 }) => sha256)
		.sort()
		.join();
}
