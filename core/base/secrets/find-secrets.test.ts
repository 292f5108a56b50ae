import assert from 'node:assert/strict';
import { findSecrets } from './find-secrets.ts';

/** Made up, and split so that no scanner takes this file for a leak. */
const alphabet = 'Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9St0Uv1Wx2Yz3aB4cD5eF6gH7iJ8kL9mN0oP1qR2';
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

suite('findSecrets', () => {
	const found: readonly (readonly [kind: string, secret: string])[] = [
		['Anthropic API key', 'sk-' + `ant-api03-${alphabet.slice(0, 40)}`],
		['AWS access key id', 'AK' + `IA${upper.slice(0, 16)}`],
		['GitHub token', 'gh' + `p_${alphabet.slice(0, 36)}`],
		['GitHub token', 'github' + `_pat_${alphabet.slice(0, 30)}`],
		['GitLab token', 'gl' + `pat-${alphabet.slice(0, 20)}`],
		['Google API key', 'AI' + `za${alphabet.slice(0, 35)}`],
		['Hugging Face token', 'h' + `f_${letters.slice(0, 34)}`],
		['OpenAI API key', 's' + `k-${alphabet.slice(0, 48)}`],
		['OpenAI API key', 's' + `k-proj-${alphabet.slice(0, 48)}`],
		['Slack token', 'xo' + `xb-${alphabet.slice(0, 24)}`],
		['Stripe key', 'sk' + `_live_${alphabet.slice(0, 24)}`],
	];
	for (const [kind, secret] of found) {
		test(`finds a ${kind} with its exact range: ${secret.slice(0, 10)}…`, () => {
			const text = `key: "${secret}"\n`;
			assert.deepEqual(findSecrets(text), [{ kind, range: { start: 6, end: 6 + secret.length } }]);
		});
	}

	const ignored = [
		'sk-learn and sk-something-short',
		`sha256: ${'9f2c77ab'.repeat(8)}`,
		's' + `k-${'x'.repeat(40)}`,
		'AKIAIOSFODNN7EXAMPLE',
		`task-${alphabet.slice(0, 8)}`,
		`disk-${alphabet.slice(0, 40)}`,
		'-----BEGIN PUBLIC KEY-----',
		'-----BEGIN CERTIFICATE-----',
		'',
	];
	for (const text of ignored) {
		test(`stays silent on ${JSON.stringify(text.slice(0, 40))}`, () => {
			assert.deepEqual(findSecrets(text), []);
		});
	}

	test('reports several secrets in order of position and one finding for each', () => {
		const first = 'sk-' + `ant-api03-${alphabet.slice(0, 40)}`;
		const second = 'gh' + `p_${alphabet.slice(0, 36)}`;
		const kinds = findSecrets(`${second} ${first}`).map(finding => finding.kind);
		assert.deepEqual(kinds, ['GitHub token', 'Anthropic API key']);
	});
});
