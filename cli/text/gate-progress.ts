import type { GateProgress } from '../../core/use-cases/promote/evaluate-gates.ts';
import type { CommandContext } from '../command.ts';

/** Shows which gate is being evaluated, for those that take long. */
export function gateProgress({ output }: CommandContext): (progress: GateProgress) => void {
	return ({ label, doneCount, totalCount }) => output.progress(`[${doneCount + 1}/${totalCount}] ${label} …`);
}
