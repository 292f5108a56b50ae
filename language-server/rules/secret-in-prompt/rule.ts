import { findSecrets } from '../../../core/base/secrets/find-secrets.ts';
import type { DocumentRule } from '../rule.ts';

export const secretInPrompt: DocumentRule = {
	id: 'secret-in-prompt',
	appliesTo: 'any',
	summary: 'a credential in a prompt, experiment or registry file, where Git keeps it forever and a model may repeat it.',
	severity: 'error',
	group: 'safety',
	fix: 'unsafe',
	isSuppressible: false,
	needsOptIn: false,
	isPreview: false,
	source: 'OWASP Top 10 for LLM applications, LLM02 Sensitive Information Disclosure; issuers’ key formats as in GitHub secret scanning.',

	*check({ text }) {
		for (const { range, kind } of findSecrets(text)) {
			yield {
				range,
				message: `This looks like a credential (${kind}). Git would keep it forever, and a model may repeat it. Remove it, revoke it with its issuer, and pass it to the code that needs it.`,
				fixes: [{ title: 'Replace with “REMOVED”', safety: 'unsafe', edits: [{ range, newText: 'REMOVED' }] }],
			};
		}
	},
};
