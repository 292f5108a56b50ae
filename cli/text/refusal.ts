import { printableLine } from '../../core/base/text/printable.ts';
import type { AnyFailure } from '../../core/words/describe-failure.ts';
import { describeFailure } from '../../core/words/describe-failure.ts';
import type { CommandContext, ExitCode } from '../command.ts';

/** Says what was refused, why, and what to do, and gives the exit code for "no". */
export function refuse(failure: AnyFailure, { output }: CommandContext): ExitCode {
	const { what, why, action } = describeFailure(failure);
	// Only the gates in the way are told on several lines.
	const reasons = failure.kind === 'gates-failed' ? why : printableLine(why);
	output.note(`${output.paint.bad(printableLine(what))}\n${reasons}\n${printableLine(action)}`);
	return 1;
}
