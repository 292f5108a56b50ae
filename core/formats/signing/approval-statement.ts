import type { GateOutcome, RegistryRequest, Review } from '../registry/registry-file.ts';
import { statementAbout } from './statement.ts';
import type { Statement } from './statement.ts';

/**
 * What somebody signs who approves a request: this content of this version to this stage, on this evidence, with the gates as the request
 * has them. Everything comes from the registry file, so that the statement can be made again when the signature is checked.
 *
 * @param name - The registered name.
 */
export function approvalStatement(name: string, request: RegistryRequest, review: Omit<Review, 'signature'>): Statement {
	const { id, version, to, by, at, reason, checks } = request;
	return statementAbout({ name: `${name}@${version}`, sha256: review.prompt_sha256 ?? '' }, 'approval', {
		decision: review.verdict,
		stage: to,
		by: review.by,
		at: review.at,
		reason: review.comment ?? '',
		request: { id, by, at, reason },
		gates: gatesOf(checks),
		evidence: { experiment: review.experiment, runs: review.runs ?? [] },
		commit: review.commit,
	});
}

/** What of the gates is signed: which, how they ended, on which number. How that is told in words may change. */
export function gatesOf(gates: readonly GateOutcome[]): readonly object[] {
	return gates.map(({ gate, outcome, observed, threshold }) => ({ gate, outcome, observed, threshold }));
}
