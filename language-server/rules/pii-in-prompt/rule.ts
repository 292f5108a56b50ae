import { findAccountNumbers } from '../../../core/base/secrets/find-account-numbers.ts';
import type { PromptRule } from '../rule.ts';

export const piiInPrompt: PromptRule = {
	id: 'pii-in-prompt',
	appliesTo: 'prompt',
	summary: 'a bank account or card number whose check digits are right.',
	severity: 'hint',
	group: 'safety',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: true,
	source: 'OWASP Top 10 for LLM applications, LLM02:2026 Sensitive Information Disclosure; ISO 13616 (IBAN), ISO/IEC 7812 (Luhn).',

	*check({ text }) {
		for (const { range, kind } of findAccountNumbers(text)) {
			yield {
				range,
				message: `This looks like ${kind} with valid check digits. It goes to the provider with every request and stays in Git. Replace it with a published test number, or make it an input.`,
			};
		}
	},
};
