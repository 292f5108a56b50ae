import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { applyChange } from './apply-change.ts';
import { beginWork } from './begin-work.ts';
import type { Work } from './begin-work.ts';
import type { AppliedChange, Change, ChangeFailure } from './change.ts';

/** What was planned, and what became of it. */
export type Written<Planned extends Change> = Planned & {
	readonly applied: AppliedChange;
	/** What the user should know although it worked, each in one or two sentences. */
	readonly warnings: readonly string[];
} & Pick<Work, 'interrupted'>;

/** How often a plan is made again when another process was faster, and how long it waits before that. */
export interface Patience {
	readonly attempts: number;
	readonly pauseMs: number;
}

/**
 * The one way into the records of a workspace, which every use case that writes goes through: finishes what was interrupted, reads
 * the workspace once, plans, writes, commits. The plan is a change with whatever else the use case answers. Nothing is written when
 * the answer is a failure.
 *
 * @param plan - Gets what was read. Refuses, or gives the change. With patience it is called for each attempt.
 * @param options - Work that was begun before, for a use case that writes several changes; patience, none by default.
 * @throws The signal's reason when cancelled; once writing has begun it is finished.
 */
export async function unitOfWork<Planned extends Change, Failure extends { readonly kind: string } = never>(
	plan: (work: Work) => Promise<Result<Planned, Failure>>,
	ports: Ports,
	signal: CancelSignal,
	{ begun, patience = atOnce }: { readonly begun?: Work | undefined; readonly patience?: Patience } = {},
): Promise<Result<Written<Planned>, Failure | ChangeFailure>> {
	let work = begun ?? (await beginWork(ports, signal));
	for (let attempt = 1; ; attempt++) {
		if (work.interrupted?.kind === 'waits') return fail(work.interrupted.reason);
		const written = await planAndWrite(plan, work, ports, signal);
		const problem = written.ok ? undefined : written.failure.kind;
		if (attempt < mostHolders && (await isLetGo(problem, ports))) work = await workAfter(work, ports, signal);
		else if (problem === 'changed-meanwhile' && attempt < patience.attempts) await ports.clock.wait(patience.pauseMs);
		else return written;
	}
}

/** True when nobody alive is in the way any more; a holder that lives was waited for already. */
async function isLetGo(problem: string | undefined, { journal }: Ports): Promise<boolean> {
	return problem === 'busy' && (await journal.holder()) === undefined;
}

/** The work begun anew: whoever was in the way has ended, or was killed and is finished here. */
async function workAfter(earlier: Work, ports: Ports, signal: CancelSignal): Promise<Work> {
	const work = await beginWork(ports, signal);
	return { ...work, interrupted: work.interrupted ?? earlier.interrupted };
}

/** So often somebody else may be killed, or be quicker, while this one waits. */
const mostHolders = 3;

const atOnce: Patience = { attempts: 1, pauseMs: 0 };

async function planAndWrite<Planned extends Change, Failure>(
	plan: (work: Work) => Promise<Result<Planned, Failure>>,
	work: Work,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<Written<Planned>, Failure | ChangeFailure>> {
	const planned = await plan(work);
	if (!planned.ok) return planned;
	signal.throwIfAborted();
	const applied = await applyChange(planned.value, ports);
	if (!applied.ok) return fail(applied.failure);
	const warnings = planned.value.warningsAbout?.(applied.value, work.state) ?? [];
	return succeed({ ...planned.value, applied: applied.value, warnings, interrupted: work.interrupted });
}
