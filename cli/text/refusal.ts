import type { AnyFailure } from '../../core/words/describe-failure.ts';
import { describeFailure } from '../../core/words/describe-failure.ts';
import type { CommandContext, ExitCode } from '../command.ts';

/** Says what was refused, why, and what to do, and gives the exit code for "no". */
export function refuse(failure: AnyFailure, { output }: CommandContext): ExitCode {
	const { what, why, action } = describeFailure(failure);
	output.note(`${output.paint.bad(what)}\n${why}\n${action}`);
	return 1;
}
