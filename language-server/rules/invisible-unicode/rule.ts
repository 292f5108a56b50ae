import { findHiddenCharacters } from '../../../core/formats/prompt/content/find-hidden-characters.ts';
import type { HiddenCharacters } from '../../../core/formats/prompt/content/find-hidden-characters.ts';
import type { TextRule } from '../rule.ts';

export const invisibleUnicode: TextRule = {
	id: 'invisible-unicode',
	appliesTo: 'text',
	summary: 'invisible characters that the model reads.',
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
				message: `${describe(kind, message)} (${codePoints.slice(0, 3).join(', ')}${codePoints.length > 3 ? ', …' : ''}). Remove what does not belong here.`,
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
				? 'This contains hidden tag characters, which a model may read as text'
				: `This contains hidden text that a model can read: “${shown}”`;
		}
		case 'bidirectional':
			return 'An invisible control character reverses the text, so the model reads a different order than you see';
		case 'other':
			return 'An invisible character makes the model read different words than you see';
	}
}
