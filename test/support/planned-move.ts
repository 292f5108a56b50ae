import { succeed } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { parseConfig } from '../../core/formats/config/parse-config.ts';
import type { AskedMove, JudgedMove, PlannedMove } from '../../core/use-cases/promote/move.ts';
import { checkMove, planMove } from '../../core/use-cases/promote/plan-move.ts';
import type { PlanFailure } from '../../core/use-cases/promote/promote-failure.ts';
import { WorkspaceIndex } from '../../core/workspace/workspace-index.ts';

/** What is known of a move beside what was asked for and which version that is. */
export type MoveFacts = Omit<JudgedMove, keyof AskedMove | 'from' | 'sha256' | 'registered' | 'index' | 'state'>;

/** What the plan of a move says of its registry file. */
export interface PlannedText extends Pick<PlannedMove, 'transitions'> {
	readonly text: string;
	readonly before: string | undefined;
	readonly isFirstRelease: boolean;
}

/** Takes a move from asked to planned on facts that nobody read. */
export function plannedMove(asked: AskedMove, facts: MoveFacts): Result<PlannedText, PlanFailure> {
	const index = new WorkspaceIndex({ ...parseConfig(undefined), value: facts.config });
	const name = { ...facts, name: asked.name, index, state: { kind: 'no-repository' } as const };
	const version = checkMove(asked, name);
	if (!version.ok) return version;
	const planned = planMove({ ...asked, ...name, ...version.value });
	if (!planned.ok) return planned;
	const { write, transitions, tag } = planned.value;
	return succeed({ text: write.text, before: write.before, transitions, isFirstRelease: tag !== undefined });
}
