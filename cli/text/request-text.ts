import type { RequestOutcome } from '../../core/use-cases/review/promotion-request.ts';
import { printApplied, printInterrupted } from './applied-text.ts';
import type { CommandContext } from '../command.ts';

/** Says what became of a request, and what is still to be done with it. */
export function printRequest(name: string, outcome: RequestOutcome, format: 'text' | 'json', context: CommandContext): void {
	const { path, request, missingApprovals, transitions, applied, interrupted } = outcome;
	const { output } = context;
	printInterrupted(interrupted, context);
	if (format === 'json') {
		output.json({ version: 1, name, path, request, missing_approvals: missingApprovals, transitions, commit: applied.commit ?? null });
		return;
	}
	const { id, version, to, status } = request;
	const paint = status === 'rejected' || status === 'withdrawn' ? output.paint.warning : output.paint.good;
	output.line(`${paint(status)}  ${id}  ${name}@${version} to ${to}`);
	for (const move of transitions) output.line(`moved   ${move.version}  ${move.from} → ${move.to}`);
	output.line(`file    ${path}`);
	printApplied(applied, context);
	const promote = `stagemark promote ${name}@${version} --to ${to} --reason "…"`;
	if (status === 'pending') {
		const needed = `${missingApprovals} more ${missingApprovals === 1 ? 'approval' : 'approvals'}`;
		output.note(missingApprovals === 0 ? `No approval is needed: ${promote}` : `Needs ${needed}: stagemark approve ${name} ${id}`);
	}
	if (status === 'approved') output.note(`Carry it out: ${promote}`);
}
