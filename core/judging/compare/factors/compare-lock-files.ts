import { canonicalJson } from '../../../base/canonical-json.ts';
import type { RunRecord } from '../../../formats/run/run-record.ts';
import { compareValues } from './compare-values.ts';
import type { FactorFinding } from './factor-finding.ts';
import { notRecorded, shortHash } from './side-factors.ts';
import type { FactorValue } from './side-factors.ts';

/**
 * Compares the lock files of both sides path by path, and names those that differ. A file that some runs have and others do not is half
 * known: records of earlier versions list fewer of them.
 */
export function compareLockFiles(before: readonly RunRecord[], after: readonly RunRecord[]): FactorFinding {
	const all = [...before, ...after].map(({ environment }) => environment.lockfiles);
	const paths = [...new Set(all.flatMap(Object.keys))].sort();
	const shared = paths.filter(path => all.every(files => Object.hasOwn(files, path)));
	const different = shared.filter(path => new Set(all.map(files => files[path])).size > 1);
	const named = different.length > 0 ? different : shared.length === paths.length ? shared : paths;
	const read = ({ environment: { lockfiles } }: RunRecord): FactorValue => {
		const own = named.filter(path => Object.hasOwn(lockfiles, path));
		if (own.length === 0) return notRecorded;
		return {
			key: canonicalJson(shared.map(path => lockfiles[path] ?? null)),
			text: own.map(path => `${path} (${shortHash(lockfiles[path] ?? '')})`).join(', '),
		};
	};
	const finding = compareValues('lock-files', [before.map(read), after.map(read)], { isRecent: true, mayVary: true });
	return finding.status === 'same' && shared.length < paths.length ? { ...finding, status: 'half-known' } : finding;
}
