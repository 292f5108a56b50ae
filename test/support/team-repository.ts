import assert from 'node:assert/strict';
import { runCommandLine } from './command-line.ts';
import type { CommandLineRun } from './command-line.ts';
import { TemporaryRepository } from './temporary-repository.ts';

/** People of a story, by their first name. */
export type Person = 'Ana' | 'Bruno' | 'Clara';

/** A repository in which several people work on the command line, each with an identity of their own. */
export class TeamRepository {
	readonly repository = TemporaryRepository.create();
	readonly registry = 'registry/greeter.yaml';

	/** From now on commits are this person's. */
	be(person: Person): void {
		this.repository.identify(person, `${person.toLowerCase()}@example.com`);
	}

	/** Writes one version of the prompt. */
	writePrompt(version: string, words: string, owner?: string): void {
		const head = owner === undefined ? '' : `owner: ${owner}\n`;
		const text = `---\nname: greeter\nversion: ${version}\n${head}inputs:\n  topic: {type: string}\n---\nuser:\n${words} {{ topic }}.\n`;
		this.repository.write(`prompts/greeter-v${version}.j2`, text);
	}

	run(...args: readonly string[]): CommandLineRun {
		return runCommandLine(this.repository.root, args);
	}

	/** Runs a command that must be done, and gives what it printed. */
	must(...args: readonly string[]): string {
		const { exitCode, stdout, stderr } = this.run(...args);
		assert.equal(exitCode, 0, `${args.join(' ')}: ${stdout}${stderr}`);
		return stdout;
	}

	/** Runs a command that must be refused with exit code 1 and change nothing, and gives its words. */
	refused(...args: readonly string[]): string {
		const before = this.#state();
		const { exitCode, stdout, stderr } = this.run(...args);
		assert.equal(exitCode, 1, `${args.join(' ')}: ${stdout}${stderr}`);
		assert.equal(this.#state(), before);
		assert.equal(stderr.trim().split('\n').length >= 3, true, `Not in three parts: ${stderr}`);
		return stderr;
	}

	/** Asks for a move and gives the id of the request. */
	ask(version: string, to: string, reason = 'Please'): string {
		const printed = this.must('request', `greeter@${version}`, '--to', to, '--reason', reason);
		return /r-[0-9a-f]{6}/.exec(printed)?.[0] ?? '';
	}

	/** What `verify` prints, and whether everything holds. */
	verify(): { readonly isOk: boolean; readonly words: string } {
		const { exitCode, stdout } = this.run('verify');
		return { isOk: exitCode === 0, words: stdout };
	}

	dispose(): void {
		this.repository.dispose();
	}

	#state(): string {
		return this.repository.git('status', '--porcelain', '--untracked-files=all') + this.repository.git('log', '--format=%H', '--all');
	}
}
