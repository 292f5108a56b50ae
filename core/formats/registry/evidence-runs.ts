import type { Transition } from './registry-file.ts';

/** A run that a transition rests on, and the digest of its files as `runDigest` gives it. */
export interface SealedRun {
	readonly id: string;
	/** Lower-case hex. */
	readonly sha256: string;
}

/** As it is written in a transition. Earlier versions of the tool wrote no more than the id. */
export interface EvidenceRun extends Pick<SealedRun, 'id'> {
	readonly sha256: SealedRun['sha256'] | undefined;
}

/** The runs that a transition rests on, in its order. */
export function evidenceRuns({ runs = [] }: Pick<Transition, 'runs'>): readonly EvidenceRun[] {
	return runs.map(run => (typeof run === 'string' ? { id: run, sha256: undefined } : run));
}

/** The ids of these runs. */
export function evidenceRunIds(transition: Pick<Transition, 'runs'>): readonly string[] {
	return evidenceRuns(transition).map(({ id }) => id);
}
