import { printableLine } from '../../core/base/text/printable.ts';
import { noRepository } from '../../core/workspace/registry/git-sight.ts';
import type { GitSight } from '../../core/workspace/registry/git-sight.ts';
import { gitAction } from '../../core/words/git-action.ts';
import type { CommandContext } from '../command.ts';

/**
 * Says what to do where there is a repository and Git cannot read all of it.
 *
 * @param consequence - What that means for this command, as the end of the sentence.
 */
export function sayUnreadable({ readable, reason }: GitSight, consequence: string, { output }: CommandContext): void {
	if (readable || reason === undefined || reason === noRepository) return;
	output.note(output.paint.warning(`${printableLine(reason)}, so ${consequence}. ${printableLine(gitAction(reason))}`));
}
