import type { PromotionPorts } from '../../core/use-cases/promote/judge-move.ts';
import type { CommandContext } from '../command.ts';

/** Shows which gate is being evaluated, for those that take long. */
export function gateProgress({ output }: CommandContext): NonNullable<PromotionPorts['onGate']> {
	return ({ label, doneCount, totalCount }) => output.progress(`[${doneCount + 1}/${totalCount}] ${label} …`);
}
