import type { RunRecord } from '../../../formats/run/run-record.ts';
import { listSome } from './compare-values.ts';
import type { FactorFinding } from './factor-finding.ts';
import { shortHash } from './side-factors.ts';

/**
 * Other commits alone are no finding: recording a run commits it, so that every run stands on a commit of its own, and what
 * matters about a commit (prompt, dataset, scorer) is compared by content. Commits are a confounder when neither side shares
 * one with the other and recording demonstrably did not move them, which shows where several runs of a side stand on one commit:
 * then somebody changed something in between. Otherwise they are `moved`, unless the scorer is known to be the same by hash.
 */
export function compareCommits(before: readonly RunRecord[], after: readonly RunRecord[]): FactorFinding {
	const [left, right] = [before, after].map(records => records.flatMap(record => record.git?.commit ?? []));
	const commits = { before: left ?? [], after: right ?? [] };
	const texts = { baseline: printCommits(commits.before), candidate: printCommits(commits.after) };
	const finding = { factor: 'commit', ...texts, isFatal: false } as const;
	if (commits.before.length === 0 && commits.after.length === 0) return { ...finding, status: 'unknown' };
	if (commits.before.some(commit => commits.after.includes(commit))) return { ...finding, status: 'same' };
	const staysPut = [commits.before, commits.after].some(side => side.length > 1 && new Set(side).size === 1);
	if (staysPut) return { ...finding, status: 'confounder' };
	const isScorerHashed = [...before, ...after].every(({ scorer }) => scorer?.sha256 !== undefined);
	return { ...finding, status: isScorerHashed ? 'same' : 'moved' };
}

function printCommits(commits: readonly string[]): string {
	const short = [...new Set(commits.map(shortHash))];
	return short.length === 0 ? 'not recorded' : listSome(short);
}
