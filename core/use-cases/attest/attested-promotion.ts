import type { Registry, RegistryRequest, Transition } from '../../formats/registry/registry-file.ts';
import { evidenceRuns } from '../../formats/registry/evidence-runs.ts';
import { approvalStatement, gatesOf } from '../../formats/signing/approval-statement.ts';
import { moveStatement } from '../../formats/signing/move-statement.ts';
import type { Statement } from '../../formats/signing/statement.ts';
import { reviewOf } from '../verify/signed-entries.ts';

/** A move with everything that was decided about it, each signed decision with the very statement that was signed. */
export function attestedPromotion({ name, requests }: Registry, move: Transition): object {
	const request = requests.find(({ id }) => id === move.request);
	const { by, at, from, to, reason, digest, experiment, override } = move;
	return {
		move: {
			by,
			at,
			from,
			to,
			reason,
			digest,
			...(override === undefined ? {} : { override }),
			gates: gatesOf(move.gates ?? []),
			evidence: { experiment, runs: evidenceRuns(move) },
		},
		approvals: (move.approvals ?? []).map(approval => approvalOf(name, approval, request)),
		...(override === true ? { override: decision(move, moveStatement(name, move)) } : {}),
	};
}

function approvalOf(name: string, approval: NonNullable<Transition['approvals']>[number], request: RegistryRequest | undefined): object {
	const review = reviewOf(approval, request);
	if (review === undefined || request === undefined) return { by: approval.by, at: approval.at };
	return decision(review, approvalStatement(name, request, review));
}

function decision({ by, at, signature }: Pick<Transition, 'at' | 'by' | 'signature'>, statement: Statement): object {
	return { by, at, ...(signature === undefined ? {} : { statement, signature }) };
}
