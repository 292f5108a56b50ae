import assert from 'node:assert/strict';
import { findPrivateKeys } from './find-private-keys.ts';

/** Made up, of the length of real keys. */
const line = 'Qm7vKp2TzX9dLw4RsYb8NcGh1JfEuA6oVi3WtMx5CnDk0ZqPaUyBjHgSlFreOI+/';
const open = (kind = ''): string => `-----BEGIN ${kind}PRIVATE ` + 'KEY-----';
const close = (kind = ''): string => `-----END ${kind}PRIVATE ` + 'KEY-----';

suite('findPrivateKeys', () => {
	const real: readonly (readonly [title: string, key: string])[] = [
		['a key in a file', `${open()}\n${line}\n${line}\n${line.slice(0, 20)}==\n${close()}`],
		['an RSA key', `${open('RSA ')}\n${line}\n${line}\n${close('RSA ')}`],
		['the shortest key there is', `${open()}\n${line}\n${close()}`],
		['a key in one line of JSON', `${open()}\\n${line}\\n${line}\\n${close()}\\n`.slice(0, -2)],
		['an indented key of YAML', `${open('EC ')}\n    ${line}\n    ${line}\n    ${close('EC ')}`],
		['a key quoted line by line', `${open()}" +\n  "${line}" +\n  "${line}" +\n  "${close()}`],
		[
			'an encrypted key with headers',
			`${open('RSA ')}\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0F1E\n\n${line}\n${line}\n${close('RSA ')}`,
		],
		['an OpenSSH key', `${open('OPENSSH ')}\n${line}\n${line}\n${close('OPENSSH ')}`],
	];
	for (const [title, key] of real) {
		test(`finds ${title}, from its first to its last line`, () => {
			const found = findPrivateKeys(`key: ${key}\nAnswer.`);
			assert.deepEqual(found, [{ kind: 'private key', range: { start: 5, end: 5 + key.length } }]);
		});
	}

	test('finds a key whose end is missing', () => {
		assert.deepEqual(findPrivateKeys(`${open()}\n${line}\n${line}\n`), [
			{ kind: 'private key', range: { start: 0, end: open().length } },
		]);
	});

	const placeholders: readonly (readonly [title: string, text: string])[] = [
		['the opening line in a sentence', `Never print a line such as ${open()} in an answer.`],
		['an ellipsis', `${open()}\n...\n${close()}`],
		['an ellipsis in one line', `${open()}\\n…\\n${close()}`],
		['a hint', `${open()}\nYOUR KEY HERE\n${close()}`],
		['a long hint', `${open()}\nREPLACE_THIS_WITH_THE_BASE64_TEXT_OF_YOUR_OWN_PRIVATE_KEY_FROM_THE_CONSOLE\n${close()}`],
		['a hint in brackets', `${open()}\n<base64 of the key>\n${close()}`],
		['an input of the template', `${open()}\n{{ private_key }}\n${close()}`],
		['one letter again and again', `${open()}\n${'x'.repeat(64)}\n${'x'.repeat(64)}\n${close()}`],
		[
			'the start of a key and an ellipsis',
			`${open()}\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj...\n${close()}`,
		],
		['nothing', `${open()}\n${close()}`],
		['the start of a key', `${open()}\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n${close()}`],
		['a public key behind the line', `${open()} and -----BEGIN PUBLIC KEY-----\n${line}\n${line}`],
	];
	for (const [title, text] of placeholders) {
		test(`stays silent on ${title}`, () => assert.deepEqual(findPrivateKeys(text), []));
	}
});
