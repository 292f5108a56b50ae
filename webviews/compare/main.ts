import './compare.css';
import { connectHost } from '../shared/host-connection.ts';
import { redraw } from '../shared/redraw.ts';
import { failedPage, loadingPage, undrawnPage } from '../shared/status-page.ts';
import { followTheme } from '../shared/theme.ts';
import { registerToolkit } from '../shared/toolkit-controls.ts';
import { comparePage } from './page/compare-page.ts';
import type { ComparePage } from './page/compare-page.ts';
import { unsavedDrafts } from './cases/feedback-draft.ts';
import type { Page } from './view/page.ts';
import type { CompareHostMessage, ComparePanelMessage, ComparePanelState, CompareState, CompareSubject } from './protocol.ts';
import { restoreViewState } from './view/view-state.ts';

registerToolkit();

const host = connectHost<{ hostMessage: CompareHostMessage; panelMessage: ComparePanelMessage; savedState: ComparePanelState }>(
	({ subject: received, state }) => {
		subject = received;
		save();
		show(state);
	},
	() => {
		current = undefined;
		replaceRoot(undrawnPage());
	},
);
let view = restoreViewState(viewOf(host.restored));
let subject: CompareSubject | undefined;
let current: ComparePage | undefined;
let root: Element | null = document.getElementById('root');
let isScrollRestored = false;

function show(state: CompareState): void {
	switch (state.kind) {
		case 'loading':
			// A comparison on the screen stays there, marked as busy, until the next one replaces it.
			if (current === undefined) replaceRoot(loadingPage(state.title));
			else current.root.setAttribute('aria-busy', 'true');
			return;
		case 'failed':
			current = undefined;
			replaceRoot(failedPage(state.title, state.message));
			return;
		case 'comparison':
			showComparison(state);
	}
}

function showComparison({
	comparison,
	choices,
	series,
	canRate,
	canRequestPromotion,
}: Extract<CompareState, { kind: 'comparison' }>): void {
	const page: Page = {
		comparison,
		choices,
		series,
		canRate,
		canRequestPromotion,
		get view() {
			return view;
		},
		update(change, ...sections) {
			view = { ...view, ...change };
			save();
			current?.redraw(...sections);
		},
		post: message => host.post(message),
	};
	view = { ...view, drafts: unsavedDrafts(view.drafts, comparison.cases) };
	save();
	current = comparePage(page);
	const { scrollTop } = view;
	replaceRoot(current.root);
	// The first page of a restored panel starts where the reader was; later ones must not move under their eyes.
	if (isScrollRestored) return;
	isScrollRestored = true;
	requestAnimationFrame(() => window.scrollTo({ top: scrollTop }));
}

function replaceRoot(next: Element): void {
	if (root === null) document.body.append(next);
	else redraw(root, next);
	root = next;
}

function save(): void {
	if (subject !== undefined) host.save({ subject, view });
}

function viewOf(saved: unknown): unknown {
	return typeof saved === 'object' && saved !== null && 'view' in saved ? saved.view : undefined;
}

let saveTimer: ReturnType<typeof setTimeout> | undefined;
window.addEventListener('scroll', () => {
	clearTimeout(saveTimer);
	saveTimer = setTimeout(() => {
		view = { ...view, scrollTop: window.scrollY };
		save();
	}, 100);
});

followTheme(() => current?.redraw('chart'));
host.post({ kind: 'ready' });
