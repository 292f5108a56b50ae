import './prompt-diff.css';
import { connectHost } from '../shared/host-connection.ts';
import { redraw } from '../shared/redraw.ts';
import { failedPage, loadingPage, undrawnPage } from '../shared/status-page.ts';
import { registerToolkit } from '../shared/toolkit-controls.ts';
import { diffPage } from './diff-page.ts';
import type {
	PromptDiffHostMessage,
	PromptDiffPanelMessage,
	PromptDiffPanelState,
	PromptDiffState,
	PromptDiffSubject,
} from './protocol.ts';

registerToolkit();

const host = connectHost<{ hostMessage: PromptDiffHostMessage; panelMessage: PromptDiffPanelMessage; savedState: PromptDiffPanelState }>(
	message => {
		subject = message.subject;
		show(message.state);
		save();
	},
	() => replaceRoot(undrawnPage()),
);
let subject: PromptDiffSubject | undefined;
let root = document.getElementById('root') ?? document.body.appendChild(document.createElement('div'));
/** Where the reader was before the page was hidden; used once, for the first diff of this page. */
let restoredScroll = scrollOf(host.restored);

function show(state: PromptDiffState): void {
	switch (state.kind) {
		case 'loading':
			// A diff on the screen stays there, marked as busy, until the next one replaces it.
			if (root.classList.contains('prompt-diff')) root.setAttribute('aria-busy', 'true');
			else replaceRoot(loadingPage(state.title));
			return;
		case 'failed':
			replaceRoot(failedPage(state.title, state.message));
			return;
		case 'diff':
			replaceRoot(diffPage({ diff: state.diff, metrics: state.metrics, post: message => host.post(message) }));
			if (restoredScroll > 0) window.scrollTo({ top: restoredScroll });
			restoredScroll = 0;
	}
}

function replaceRoot(next: HTMLElement): void {
	redraw(root, next);
	root = next;
}

function save(): void {
	if (subject !== undefined) host.save({ subject, scrollTop: restoredScroll > 0 ? restoredScroll : window.scrollY });
}

function scrollOf(saved: unknown): number {
	const isSaved = typeof saved === 'object' && saved !== null && 'scrollTop' in saved && typeof saved.scrollTop === 'number';
	return isSaved ? Number(saved.scrollTop) : 0;
}

let saveTimer: ReturnType<typeof setTimeout> | undefined;
window.addEventListener('scroll', () => {
	clearTimeout(saveTimer);
	saveTimer = setTimeout(save, 100);
});

host.post({ kind: 'ready' });
