import { evidenceRuns } from '../registry/evidence-runs.ts';
import type { Transition } from '../registry/registry-file.ts';
import { gatesOf } from './approval-statement.ts';
import { statementAbout } from './statement.ts';
import type { Statement } from './statement.ts';

/**
 * What somebody signs who moves a version without what the stage asks for. Left out is what the entry has by its place in the chain,
 * since a merge may seal it anew behind the entries of another branch.
 *
 * @param name - The registered name.
 */
export function moveStatement(name: string, move: Omit<Transition, 'digest' | 'previous' | 'signature'>): Statement {
	return statementAbout({ name: `${name}@${move.version}`, sha256: move.prompt_sha256 ?? '' }, 'approval', {
		decision: 'override',
		stage: move.to,
		by: move.by,
		at: move.at,
		reason: move.reason,
		request: move.request === undefined ? undefined : { id: move.request },
		gates: gatesOf(move.gates ?? []),
		approvals: (move.approvals ?? []).map(({ by, at }) => ({ by, at })),
		evidence: { experiment: move.experiment, runs: evidenceRuns(move) },
		commit: move.commit,
	});
}
