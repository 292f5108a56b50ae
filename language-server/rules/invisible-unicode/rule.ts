import { findHiddenCharacters } from '../../../core/formats/prompt/content/find-hidden-characters.ts';
import type { HiddenCharacters } from '../../../core/formats/prompt/content/find-hidden-characters.ts';
import type { PromptRule } from '../rule.ts';

export const invisibleUnicode: PromptRule = {
	id: 'invisible-unicode',
	appliesTo: 'prompt',
	summary: 'characters that nobody sees and the model reads.',
	severity: 'warning',
	group: 'safety',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'OWASP Top 10 for LLM applications, LLM01:2026, mitigation 5; Unicode UTS #51, UAX #9 and UAX #31 for what is legitimate.',

	*check({ text }) {
		for (const { range, kind, codePoints, message } of findHiddenCharacters(text)) {
			yield {
				range,
				severity: kind === 'other' ? 'warning' : 'error',
				message: `${describe(kind, message)} (${codePoints.slice(0, 3).join(', ')}${codePoints.length > 3 ? ', …' : ''}). Remove what is not meant to be there.`,
				fixes: [{ title: 'Remove the invisible characters', safety: 'unsafe', edits: [{ range, newText: '' }] }],
			};
		}
	},
};

/** Enough of a hidden message to know what it is after. */
const shownLength = 60;

function describe(kind: HiddenCharacters['kind'], message: string): string {
	switch (kind) {
		case 'tags': {
			const shown = message.length > shownLength ? `${message.slice(0, shownLength)}…` : message;
			return shown === ''
				? 'Hidden tag characters stand here, which a model may read as text'
				: `Hidden text stands here that a model can read: “${shown}”`;
		}
		case 'bidirectional':
			return 'An invisible control turns the direction of the text, so that the model reads another order than you see';
		case 'other':
			return 'An invisible character stands here, so that the model reads other words than you see';
	}
}
