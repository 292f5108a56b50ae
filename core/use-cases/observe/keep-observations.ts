import { succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import { beginWork } from '../unit-of-work/begin-work.ts';
import type { Change } from '../unit-of-work/change.ts';
import { commitMessage } from '../unit-of-work/commit-message.ts';
import { unitOfWork } from '../unit-of-work/unit-of-work.ts';
import type { Written } from '../unit-of-work/unit-of-work.ts';
import { observationsFolder } from './load-observations.ts';
import { observeProduction } from './observe-production.ts';
import type { Observed, ObserveRequest } from './observe-production.ts';
import type { ObserveFailure } from './observe-failure.ts';

/** What was seen, and what became of the windows of the file. */
export interface KeptObservations {
	readonly observed: Observed;
	/** Undefined when there was nothing new to keep. */
	readonly written: Written<Change> | undefined;
}

/**
 * The same as `observeProduction`, and keeps each window of the file that is new or has other records than before, as one commit.
 *
 * @throws The signal's reason when cancelled; once writing has begun it is finished.
 */
export async function keepObservations(
	request: ObserveRequest,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<KeptObservations, ObserveFailure>> {
	const begun = await beginWork(ports, signal);
	const observed = await observeProduction(request, begun, ports, signal);
	if (!observed.ok) return observed;
	const { files, name } = observed.value;
	if (files.length === 0) return succeed({ observed: observed.value, written: undefined });
	const subject = `observe(${name}): ${files.length} ${files.length === 1 ? 'window' : 'windows'} of ${request.length}`;
	const change: Change = {
		write: { kind: 'files', path: observationsFolder(name), files },
		message: commitMessage(subject, '', [['Stagemark-Observations', name]]),
		tag: undefined,
		settings: begun.index.config.git,
	};
	const written = await unitOfWork(() => Promise.resolve(succeed(change)), ports, signal, { begun });
	return written.ok ? succeed({ observed: observed.value, written: written.value }) : written;
}
