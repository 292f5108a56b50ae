import { printableLine } from '../../core/base/text/printable.ts';
import type { UnreadSummary } from '../../core/workspace/summaries/file-summary.ts';
import type { WorkspaceFacts } from '../../core/workspace/workspace-facts.ts';
import type { CommandContext, ExitCode } from '../command.ts';
import { UsageError } from './output.ts';

/** Names on standard error what a listing does not have, each with the reason. */
export function sayNotRead(unread: readonly UnreadSummary[], { output }: Pick<CommandContext, 'output'>): void {
	for (const { path, reason } of unread) output.note(`${output.paint.warning('not read')}  ${printableLine(`${path}: ${reason}`)}`);
}

/** As JSON has them, under `not_read`. */
export function notReadAsJson(unread: readonly UnreadSummary[]): readonly { readonly path: string; readonly reason: string }[] {
	return unread.map(({ path, reason }) => ({ path, reason }));
}

/** A listing from which something is missing is not done. */
export function exitCodeOfListing(unread: readonly unknown[]): ExitCode {
	return unread.length === 0 ? 0 : 1;
}

/** That nothing is registered under a name, as far as was looked: a file that cannot be read may be the one. */
export function notRegistered(name: string, { unread, config }: WorkspaceFacts, advice: string): UsageError {
	const doubtful = unread.filter(({ path }) => `${path}/`.startsWith(`${config.registry}/`)).length;
	const files = doubtful === 1 ? 'one that is' : `${doubtful} that are`;
	return new UsageError(
		doubtful === 0
			? `There is no registry file for “${name}”.${advice}`
			: `No registry file that can be read is for “${name}”. It may be ${files} named above as not read. Repair it, or restore it from Git.`,
	);
}
