import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { fail, succeed } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { compactTime } from '../../core/formats/signing/allowed-signers.ts';
import { signatureNamespace } from '../../core/formats/signing/statement.ts';
import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import type { SignatureAnswer, SignedText, Signer, SigningFailure } from '../../core/ports/signer.ts';
import { findOnPath } from '../find-on-path.ts';
import { gitForReading } from '../git/run-git.ts';
import type { RunGit } from '../git/run-git.ts';
import { runSshKeygen } from './run-ssh-keygen.ts';
import { literalKey, readSigningSettings, withHome } from './signing-settings.ts';
import { answerOf, signingFailureOf } from './ssh-words.ts';

const missing = 'ssh-keygen is not installed, or not on the PATH';

/** Signs and checks with the `ssh-keygen` of the system, or signs with the program that the user's Git signs with. */
export class SshSigner implements Signer {
	readonly #git: RunGit;
	/** Answers by what was asked: the same entry is looked at by every view. */
	readonly #answers = new Map<string, SignatureAnswer>();

	/** @param root - Absolute path of the workspace. */
	constructor(root: string) {
		this.#git = gitForReading(root);
	}

	async sign(text: string, signal: CancelSignal): Promise<Result<string, SigningFailure>> {
		const { key, program = findOnPath('ssh-keygen') } = await readSigningSettings(this.#git);
		if (program === undefined) return fail({ kind: 'signing-failed', cause: 'no-program', output: missing });
		if (key === undefined) return fail(noKey);
		return await inFolder(async folder => {
			const literal = literalKey(key);
			const file = literal === undefined ? withHome(key) : join(folder, 'key.pub');
			if (!isAbsolute(file)) return fail({ ...noKey, output: `user.signingkey is not an absolute path: ${key}` });
			if (literal !== undefined) await writeFile(file, `${literal}\n`);
			const agent = literal === undefined ? [] : ['-U'];
			const programArguments = ['-Y', 'sign', '-n', signatureNamespace, '-f', file, ...agent];
			const output = await runSshKeygen({ program, programArguments, input: text, mayAsk: true }, signal);
			const isSigned = output.exitCode === 0 && output.stdout.startsWith('-----BEGIN SSH SIGNATURE-----');
			return isSigned ? succeed(output.stdout.replaceAll('\r\n', '\n')) : fail(signingFailureOf(output));
		});
	}

	async publicKey(): Promise<Result<string, SigningFailure>> {
		const { key } = await readSigningSettings(this.#git);
		if (key === undefined) return fail(noKey);
		const literal = literalKey(key);
		if (literal !== undefined) return succeed(withoutComment(literal));
		const file = withHome(key).replace(/\.pub$/, '');
		try {
			return succeed(withoutComment(await readFile(`${file}.pub`, 'utf8')));
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			return fail({ kind: 'signing-failed', cause: 'no-key', output: reason });
		}
	}

	async check(claim: SignedText, signal: CancelSignal): Promise<SignatureAnswer> {
		const program = findOnPath('ssh-keygen');
		if (program === undefined) return { kind: 'not-checked', why: missing };
		const question = JSON.stringify(claim);
		const known = this.#answers.get(question);
		if (known !== undefined) return known;
		const answer = await inFolder(folder => askOpenSsh(claim, { program, folder }, signal));
		if (answer.kind !== 'not-checked') this.#answers.set(question, answer);
		return answer;
	}
}

const noKey: SigningFailure = { kind: 'signing-failed', cause: 'no-key', output: 'Git has no user.signingkey' };

async function askOpenSsh(
	claim: SignedText,
	{ program, folder }: { readonly program: string; readonly folder: string },
	signal: CancelSignal,
): Promise<SignatureAnswer> {
	const signers = join(folder, 'allowed_signers');
	const signature = join(folder, 'text.sig');
	// Before 9.1 OpenSSH knows no Z; without one a time is that of the zone, which is UTC here.
	await writeFile(signers, claim.allowedSigners.replace(/(valid-(?:after|before)="\d{8,14})Z"/g, '$1"'));
	await writeFile(signature, claim.signature);
	const time = compactTime(claim.at).replace(/\.\d*/, '').replace(/Z$/, '');
	if (!/^\d{14}$/.test(time)) return { kind: 'bad', why: `“${claim.at}” is not a time in UTC` };
	const options = ['-f', signers, '-I', claim.principal, '-n', signatureNamespace, '-s', signature, `-Overify-time=${time}`];
	const call = { program, programArguments: ['-Y', 'verify', ...options], input: claim.text, mayAsk: false };
	try {
		return answerOf(await runSshKeygen(call, signal), claim.principal);
	} catch (error) {
		signal.throwIfAborted();
		return { kind: 'not-checked', why: `ssh-keygen could not be started: ${error instanceof Error ? error.message : String(error)}` };
	}
}

/** Type and key, the first two words. */
function withoutComment(line: string): string {
	return line.trim().split(/\s+/, 2).join(' ');
}

async function inFolder<Value>(work: (folder: string) => Promise<Value>): Promise<Value> {
	const folder = await realpath(await mkdtemp(join(tmpdir(), 'stagemark-signature-')));
	try {
		return await work(folder);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
