import { boundedLines } from '../../base/text/bounded-lines.ts';
import { isHeldBack } from '../../formats/registry/is-held-back.ts';
import type { Transition } from '../../formats/registry/registry-file.ts';
import { stageRoles } from '../../formats/registry/stage-roles.ts';
import type { GitState } from '../../ports/git.ts';
import type { AppliedChange } from '../unit-of-work/change.ts';
import { detachedWarning } from '../unit-of-work/detached-warning.ts';
import type { PlannedMove } from './move.ts';

/** What the user should know of a move although it worked, each in one or two sentences. */
export function moveWarnings(
	{ transitions, config, path, basis }: PlannedMove,
	applied: AppliedChange,
	before: GitState,
): readonly string[] {
	const [moved] = transitions;
	const warnings: string[] = [...boundedLines(basis.unread)];
	if (moved.runs === undefined && stageRoles(config).held.includes(moved.to)) {
		warnings.push('No recorded run evaluated exactly this content, so the move carries no evidence. Record runs of this version.');
	}
	if (moved.override === true) {
		warnings.push(overrideWords(moved));
	}
	if (applied.tagFailure !== undefined)
		warnings.push('The move is committed, but Git refused the tag that marks it. Add the tag by hand.');
	warnings.push(...detachedWarning(applied, before));
	if (applied.ignored.length > 0) {
		warnings.push(`.gitignore keeps ${path} out of Git, so nobody else sees this move. Change .gitignore and add the file by hand.`);
	}
	return warnings;
}

function overrideWords({ to, gates = [] }: Transition): string {
	const held = gates.filter(isHeldBack);
	const what =
		held.length === 0
			? `The requirements of ${to}`
			: `${held.length} of ${gates.length} gates of ${to} (${held.map(({ gate }) => gate).join(', ')})`;
	return `${what} ${held.length === 1 ? 'was' : 'were'} overridden, and the transition records this.`;
}
