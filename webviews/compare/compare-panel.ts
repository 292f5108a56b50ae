import type { Panel } from '../shared/panel.ts';
import { unsavedDrafts } from './cases/feedback-draft.ts';
import { comparePage } from './page/compare-page.ts';
import type { ComparePanelMessage, ComparePanelState, CompareState, CompareSubject } from './protocol.ts';
import type { Page } from './view/page.ts';
import { restoreViewState } from './view/view-state.ts';
import type { ViewState } from './view/view-state.ts';

interface CompareTypes {
	readonly subject: CompareSubject;
	readonly shown: Extract<CompareState, { kind: 'comparison' }>;
	readonly view: ViewState;
	readonly message: ComparePanelMessage;
	readonly page: Page;
}

/** Variants, runs or prompts against a baseline. */
export const comparePanel: Panel<CompareTypes> = {
	name: 'compare',
	restore: saved => restoreViewState(typeof saved === 'object' && saved !== null && 'view' in saved ? saved.view : undefined),
	keep: (subject, view): ComparePanelState => ({ subject, view }),
	adopt: (view, { comparison }) => ({ ...view, drafts: unsavedDrafts(view.drafts, comparison.cases) }),
	pageOf: (shown, context) => ({
		...shown,
		get view() {
			return context.view;
		},
		get theme() {
			return context.theme;
		},
		update: context.update,
		post: context.post,
	}),
	draw: comparePage,
};
