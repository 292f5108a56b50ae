import type { SignatureAnswer, SigningFailure } from '../../core/ports/signer.ts';
import type { SshOutput } from './run-ssh-keygen.ts';

/** What OpenSSH said of a signature, as the end of a sentence. Its messages are told apart by words that have not changed since 8.9. */
export function answerOf({ exitCode, stdout, stderr }: SshOutput, principal: string): SignatureAnswer {
	if (exitCode === 0 && stdout.startsWith('Good ')) return { kind: 'good' };
	if (exitCode === null) return { kind: 'not-checked', why: 'ssh-keygen did not answer' };
	if (/unknown option|illegal option|invalid option|unsupported operation/i.test(stderr)) {
		return { kind: 'not-checked', why: 'this ssh-keygen is too old to check signatures at a time; install OpenSSH 8.9 or later' };
	}
	if (/unknown key type|unsupported|feature not supported/i.test(stderr)) {
		return { kind: 'not-checked', why: `this ssh-keygen does not know the kind of the key: ${lastLine(stderr)}` };
	}
	return { kind: 'bad', why: reasonFor(stderr, principal) };
}

function reasonFor(stderr: string, principal: string): string {
	if (stderr.includes('key has expired')) return `the key of ${principal} was no longer valid when it was signed`;
	if (stderr.includes('not yet valid')) return `the key of ${principal} was not valid yet when it was signed`;
	if (stderr.includes('incorrect signature')) return 'the signature is for something else than what the file says';
	if (stderr.includes('namespace does not match')) return 'the signature was made for another purpose than Stagemark';
	if (/parse signature|armor|invalid format|incomplete message/.test(stderr)) return 'it is not an SSH signature';
	return `no key of ${principal} made it, by registry/allowed_signers`;
}

/** Why OpenSSH did not sign. */
export function signingFailureOf({ exitCode, stderr }: SshOutput): SigningFailure {
	const output = lastLine(stderr) || (exitCode === null ? 'ssh-keygen was stopped' : 'ssh-keygen gave no reason');
	if (/passphrase/i.test(stderr)) return { kind: 'signing-failed', cause: 'locked', output };
	if (/No private key|No such file|Couldn't load public key|not found in agent|agent socket/i.test(stderr)) {
		return { kind: 'signing-failed', cause: 'no-key', output };
	}
	return { kind: 'signing-failed', cause: 'refused', output };
}

function lastLine(text: string): string {
	return text.trim().split('\n').at(-1)?.trim() ?? '';
}
