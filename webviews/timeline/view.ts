import type { TimelineEntry } from '../../core/formats/registry/timeline.ts';
import type { TimelinePanelMessage, TimelineState, TimelineView } from './protocol.ts';

/** What every part of the page is drawn from. */
export interface TimelinePageInput extends Omit<Extract<TimelineState, { kind: 'timeline' }>, 'kind'> {
	readonly name: string;
	readonly view: TimelineView;
	/** Keeps what the reader set, and draws again. */
	readonly update: (change: Partial<TimelineView>) => void;
	readonly post: (message: TimelinePanelMessage) => void;
}

/** What does not hold about one entry; empty while it is not known. */
export function problemsOf({ transition }: TimelineEntry, { problems = [] }: Pick<TimelinePageInput, 'problems'>): readonly string[] {
	if (transition === undefined) return [];
	return problems.filter(problem => problem.transition === transition.position).map(({ message }) => message);
}

/** 0-based position of the first entry that the chain does not prove any more; undefined while it holds. */
export function brokenFrom({ problems = [] }: Pick<TimelinePageInput, 'problems'>): number | undefined {
	return problems.find(({ kind }) => kind === 'broken-chain')?.transition;
}
