import type { Panel } from '../shared/panel.ts';
import { restorePlace } from '../shared/restore-place.ts';
import type { ReaderPlace } from '../shared/restore-place.ts';
import { diffPage } from './diff-page.ts';
import type { DiffPageInput } from './diff-page.ts';
import type { PromptDiffPanelMessage, PromptDiffPanelState, PromptDiffState, PromptDiffSubject } from './protocol.ts';

interface PromptDiffTypes {
	readonly subject: PromptDiffSubject;
	readonly shown: Extract<PromptDiffState, { kind: 'diff' }>;
	readonly view: ReaderPlace;
	readonly message: PromptDiffPanelMessage;
	readonly page: DiffPageInput;
}

/** Two versions of a prompt side by side. */
export const promptDiffPanel: Panel<PromptDiffTypes> = {
	name: 'prompt-diff',
	restore: restorePlace,
	keep: (subject, { scrollTop }): PromptDiffPanelState => ({ subject, scrollTop }),
	pageOf: ({ diff, metrics }, { post }) => ({ diff, metrics, post }),
	draw: diffPage,
};
