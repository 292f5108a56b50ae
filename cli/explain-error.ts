import { z } from 'zod';
import { printableLine } from '../core/base/text/printable.ts';
import { reasonOf } from '../io/files/error-code.ts';
import type { ExitCode } from './command.ts';
import type { Output } from './text/output.ts';
import { UsageError } from './text/output.ts';

/** Says in one line what went wrong; with the stack when the user asked for it. */
export function explainError(
	error: unknown,
	output: Output,
	{ isCancelled, withStack }: { readonly isCancelled: boolean; readonly withStack: boolean },
): ExitCode {
	if (isCancelled) output.note('Cancelled. Completed work was kept.');
	else if (error instanceof UsageError) output.note(printableLine(error.message));
	else if (error instanceof z.ZodError) output.note(printableLine(error.issues.map(issueInWords).join(' ')));
	else if (error instanceof Error && 'errno' in error) output.note(systemErrorInWords(error));
	else output.note(`Internal error: ${error instanceof Error ? error.message : String(error)} Run again with --debug for details.`);
	if (withStack && error instanceof Error) output.note(error.stack ?? '');
	return 2;
}

/** Messages of our own name their option; those of the library are about the option at their path. */
function issueInWords({ message, path }: z.core.$ZodIssue): string {
	return /^--/.test(message) || path.length === 0 ? message : `--${path.join('.')}: ${message}.`;
}

/** What the system refused, such as room on the disk. The change that was being made is finished or taken back by the next command. */
function systemErrorInWords(error: unknown): string {
	const path = error instanceof Error && 'path' in error && typeof error.path === 'string' ? ` (${error.path})` : '';
	return `The system refused to read or write${path}: ${reasonOf(error)}. Nothing more was written. Remove the cause and run the command again.`;
}
