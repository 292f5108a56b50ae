import type { Ports } from '../../ports/ports.ts';
import { refusalOfWork } from '../unit-of-work/begin-work.ts';
import type { Work } from '../unit-of-work/begin-work.ts';
import type { ChangeFailure } from '../unit-of-work/change.ts';
import { recordMessage } from './record-message.ts';
import type { RunTarget } from './resolve-run-target.ts';

/** Why a run that is not made yet could not be recorded. */
export type RecordRefusal = ChangeFailure | { readonly kind: 'commit-would-fail'; readonly by: 'hook' | 'git'; readonly output: string };

/**
 * What would keep a run from being recorded, asked before the command that costs money is started: an interrupted change that
 * waits, a merge, an author nobody knows, another writer, a folder that cannot be made, a full disk, a locked index, a
 * hook that says no, a key that signs nothing.
 *
 * @param work - As it is begun for this, so that what was interrupted is finished.
 */
export async function refusalOfRecord(
	target: RunTarget,
	run: { readonly variant: string; readonly seed: number | null },
	work: Work,
	ports: Ports,
): Promise<RecordRefusal | undefined> {
	if (work.interrupted?.kind === 'waits') return work.interrupted.reason;
	const holder = await ports.journal.holder();
	if (holder !== undefined) return { kind: 'busy', holder };
	const refusal = (await refusalOfWork(work, ports)) ?? (await refusalOfPlace(target, ports));
	if (refusal !== undefined || !work.index.config.git.commit || work.state.kind !== 'repository') return refusal;
	const message = recordMessage([{ target, record: { id: 'rehearsal', experiment: target.summary.experiment.id, ...run } }], '');
	const rehearsed = await ports.git.rehearseCommit(message, work.index.config.git.sign);
	if (rehearsed?.kind === 'hook-failed') return { kind: 'commit-would-fail', by: 'hook', output: rehearsed.output };
	return rehearsed?.kind === 'git-failed' ? { kind: 'commit-would-fail', by: 'git', output: rehearsed.output } : rehearsed;
}

async function refusalOfPlace({ summary }: RunTarget, { writer }: Ports): Promise<ChangeFailure | undefined> {
	const runs = [summary.folder, 'runs'].filter(part => part !== '').join('/');
	return await writer.refusalOfFolder(`${runs}/new`, leastRoom);
}

/** 16 MB: no run is larger as a rule, and with less than that neither Git nor the command gets far. */
const leastRoom = 16 * 1024 * 1024;
