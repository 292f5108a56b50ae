import { isAbsolute, join } from 'node:path';
import { homedir } from 'node:os';
import { findOnPath } from '../find-on-path.ts';
import { GitUnavailable } from '../git/run-git.ts';
import type { RunGit } from '../git/run-git.ts';

/** With what Git signs, as far as it is OpenSSH. */
export interface SigningSettings {
	/** `user.signingkey`: a file, or the key itself after `key::` or as `ssh-…`; undefined when it is not set. */
	readonly key: string | undefined;
	/** `gpg.ssh.program` of the user or the system; a repository must not choose a program. Undefined when it is not set or not found. */
	readonly program: string | undefined;
}

/** Asks Git. Where Git cannot be started nothing is set. */
export async function readSigningSettings(git: RunGit): Promise<SigningSettings> {
	const fields = await readSettings(git);
	let key: string | undefined;
	let program: string | undefined;
	for (let position = 0; position + 1 < fields.length; position += 2) {
		const scope = fields[position];
		const [name = '', ...rest] = (fields[position + 1] ?? '').split('\n');
		const value = rest.join('\n');
		if (name === 'user.signingkey') key = value;
		else if (scope === 'global' || scope === 'system') program = value;
	}
	return { key: key === '' ? undefined : key, program: programAt(program) };
}

async function readSettings(git: RunGit): Promise<readonly string[]> {
	try {
		const listed = await git(['config', '--null', '--show-scope', '--get-regexp', '^(user\\.signingkey|gpg\\.ssh\\.program)$']);
		return listed.exitCode === 0 ? listed.stdout.split('\0') : [];
	} catch (error) {
		if (error instanceof GitUnavailable) return [];
		throw error;
	}
}

function programAt(program: string | undefined): string | undefined {
	if (program === undefined || program === '') return undefined;
	const path = withHome(program);
	return isAbsolute(path) ? path : findOnPath(path);
}

/** `~/` is the home folder, as for Git. */
export function withHome(path: string): string {
	return path.startsWith('~/') ? join(homedir(), path.slice(2)) : path;
}

/** The key itself, where the setting holds no file. */
export function literalKey(setting: string): string | undefined {
	if (setting.startsWith('key::')) return setting.slice('key::'.length);
	return /^(?:ssh|ecdsa|sk-ssh|sk-ecdsa)-\S+ /.test(setting) ? setting : undefined;
}
