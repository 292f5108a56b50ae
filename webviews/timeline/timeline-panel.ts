import type { Panel } from '../shared/panel.ts';
import { timelinePanelStateSchema } from './protocol.ts';
import type { TimelinePanelMessage, TimelinePanelState, TimelineState, TimelineSubject, TimelineView } from './protocol.ts';
import { timelinePage } from './timeline-page.ts';
import type { TimelinePageInput } from './view.ts';

interface TimelineTypes {
	readonly subject: TimelineSubject;
	readonly shown: Extract<TimelineState, { kind: 'timeline' }>;
	readonly view: TimelineView;
	readonly message: TimelinePanelMessage;
	readonly page: TimelinePageInput;
}

/** The history of one name. */
export const timelinePanel: Panel<TimelineTypes> = {
	name: 'timeline',
	restore: saved => timelinePanelStateSchema.safeParse(saved).data?.view ?? { date: '', isMovesOnly: false, open: [], scrollTop: 0 },
	keep: (subject, view): TimelinePanelState => ({ subject, view }),
	pageOf: (shown, context) => ({
		...shown,
		name: context.subject.name,
		get view() {
			return context.view;
		},
		update: context.update,
		post: context.post,
	}),
	draw: timelinePage,
};
