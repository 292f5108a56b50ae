import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { refusalOfWork } from '../unit-of-work/begin-work.ts';
import type { Work } from '../unit-of-work/begin-work.ts';
import type { Change } from '../unit-of-work/change.ts';
import { unitOfWork } from '../unit-of-work/unit-of-work.ts';
import type { Written } from '../unit-of-work/unit-of-work.ts';
import type { RegisteredName } from './move.ts';
import type { PromoteFailure } from './promote-failure.ts';
import { readName } from './read-name.ts';

/**
 * Adds one entry to the registry file of a name, as one unit of work.
 *
 * @param subject - The version that is asked about; undefined when the request names none.
 * @throws The signal's reason when cancelled; once writing has begun it is finished.
 */
export async function changeRegistry<Planned extends Change, Failure extends { readonly kind: string }>(
	subject: { readonly name: string; readonly version: string | undefined },
	plan: (open: RegisteredName) => Promise<Result<Planned, Failure>>,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<Written<Planned>, Failure | PromoteFailure>> {
	const planned = async (work: Work): Promise<Result<Planned, Failure | PromoteFailure>> => {
		const open = await openRegistry(subject, work, ports, signal);
		if (!open.ok) return open;
		const change = await plan(open.value);
		const refusal = change.ok ? await refusalOfRepository(open.value, ports) : undefined;
		return refusal === undefined ? change : fail(refusal);
	};
	return await unitOfWork(planned, ports, signal);
}

/** As `readName`, for whoever signs an entry. */
export async function openRegistry(
	subject: { readonly name: string; readonly version: string | undefined },
	work: Pick<Work, 'index' | 'state'>,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<RegisteredName, PromoteFailure>> {
	if (work.state.kind === 'no-git') return fail({ kind: 'git-unreadable', reason: work.state.reason });
	const read = await readName(subject, work, ports, signal);
	if (!read.ok) return read;
	const { by } = read.value;
	return by === undefined ? fail({ kind: 'no-identity' }) : succeed({ ...read.value, by });
}

/** Why an entry cannot be committed now. The commit takes the whole file, so nothing of the user's own may be in it. */
export async function refusalOfRepository(
	{ index, config, path, registry, state }: Omit<RegisteredName, 'by'>,
	ports: Ports,
): Promise<PromoteFailure | undefined> {
	if (!config.git.commit || state.kind !== 'repository') return undefined;
	const refusal = await refusalOfWork({ index, state }, ports);
	if (refusal !== undefined) return refusal;
	const status = (await ports.git.status([path])).get(path);
	const isOwnWork = status === 'changed' || (status === 'untracked' && registry !== undefined);
	if (!isOwnWork) return undefined;
	const damage = await ports.git.damage();
	if (damage !== undefined) return { kind: 'git-unreadable', reason: damage };
	// Another process may have written the file and not committed it yet; then nobody must discard what is there.
	const holder = await ports.journal.holder();
	return holder === undefined ? { kind: 'uncommitted-registry', path } : { kind: 'busy', holder };
}
