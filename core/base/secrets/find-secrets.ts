import { findPrivateKeys } from './find-private-keys.ts';
import type { SecretFinding } from './secret-finding.ts';

/**
 * Finds credentials that carry a prefix of their issuer, in order of position, none inside another. Nothing is guessed
 * from entropy: hashes, ids and base64 data of prompts and results would drown the real findings.
 *
 * Values that are visibly placeholders (`sk-xxxxxxxx…`, `AKIAIOSFODNN7EXAMPLE`, the lines around a private key without a key
 * between them) are not reported.
 * Offsets are those of `text`. Formats: the issuers' documentation and the rule set of GitHub secret scanning.
 */
export function findSecrets(text: string): SecretFinding[] {
	const findings: SecretFinding[] = [];
	let end = 0;
	const candidates = [...patterns.flatMap(pattern => matchesOf(pattern, text)), ...findPrivateKeys(text)];
	// Of two patterns that match at one place the longer match is the more specific: `sk-ant-…` over `sk-…`.
	candidates.sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end);
	for (const finding of candidates) {
		if (finding.range.start < end) continue;
		findings.push(finding);
		end = finding.range.end;
	}
	return findings;
}

interface SecretPattern {
	readonly kind: string;
	readonly expression: RegExp;
}

/** Alphabetical by kind. Every expression starts at a word boundary, so that a prefix inside a longer word does not count. */
const patterns: readonly SecretPattern[] = [
	{ kind: 'Anthropic API key', expression: /\bsk-ant-[a-z0-9]+-[\w-]{24,}/g },
	{ kind: 'AWS access key id', expression: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g },
	{ kind: 'GitHub token', expression: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{22,})/g },
	{ kind: 'GitLab token', expression: /\bglpat-[\w-]{20,}/g },
	{ kind: 'Google API key', expression: /\bAIza[\w-]{35}(?![\w-])/g },
	{ kind: 'Google OAuth client secret', expression: /\bGOCSPX-[\w-]{28}(?![\w-])/g },
	{ kind: 'Groq API key', expression: /\bgsk_[A-Za-z0-9]{40,}/g },
	{ kind: 'Hugging Face token', expression: /\bhf_[A-Za-z]{34}\b/g },
	{ kind: 'LangSmith API key', expression: /\blsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}\b/g },
	{ kind: 'npm token', expression: /\bnpm_[A-Za-z0-9]{36}\b/g },
	{ kind: 'OpenAI API key', expression: /\bsk-(?:proj-|svcacct-|admin-)[\w-]{32,}|\bsk-[A-Za-z0-9]{32,}/g },
	{ kind: 'PyPI token', expression: /\bpypi-AgEIcHlwaS5vcmc[\w-]{40,}/g },
	{ kind: 'Replicate token', expression: /\br8_[A-Za-z0-9]{37}\b/g },
	{ kind: 'SendGrid API key', expression: /\bSG\.[\w-]{22}\.[\w-]{43}(?![\w-])/g },
	{ kind: 'Slack token', expression: /\bxox[abeoprs]-[A-Za-z0-9-]{20,}|\bxapp-\d-[A-Za-z0-9-]{20,}/g },
	{ kind: 'Slack webhook', expression: /\bhttps:\/\/hooks\.slack\.com\/services\/T\w{6,}\/B\w{6,}\/\w{20,}/g },
	{ kind: 'Stripe key', expression: /\b(?:sk|rk)_live_[A-Za-z0-9]{20,}/g },
	{ kind: 'xAI API key', expression: /\bxai-[A-Za-z0-9]{60,}/g },
];

function matchesOf(pattern: SecretPattern, text: string): SecretFinding[] {
	return [...text.matchAll(pattern.expression)]
		.filter(match => !isPlaceholder(match[0]))
		.map(match => ({ range: { start: match.index, end: match.index + match[0].length }, kind: pattern.kind }));
}

/** True when the secret part says that it is an example, or repeats one character as `xxxxxxxx` does. */
function isPlaceholder(secret: string): boolean {
	return /EXAMPLE|placeholder|your[_-]?(?:api|key|token)/i.test(secret) || /(.)\1{7}/.test(secret);
}
