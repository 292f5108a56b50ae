import type { RunGit } from './run-git.ts';

/** What Git says of an object or an index that is there and cannot be read, by the words of its C locale. */
const damaged = /corrupt|inflate|unable to (?:read|unpack|map)|could not read|index file|bad signature/;

/** Remembers the first thing of a repository that Git could not read, so that nobody takes it for something that was never there. */
export class GitDamage {
	#words: string | undefined;

	/** In Git's own words; undefined when all that was asked for could be read. */
	get words(): string | undefined {
		return this.#words;
	}

	/** @param stderr - What a command printed that failed. */
	note(stderr: string): void {
		if (damaged.test(stderr)) this.#words ??= gitWords(stderr);
	}

	/** The same runner, whose failures are noted. */
	watch(run: RunGit): RunGit {
		return async (commandArguments, input) => {
			const output = await run(commandArguments, input);
			if (output.exitCode !== 0) this.note(output.stderr);
			return output;
		};
	}
}

/** The line that says why a command failed, without the word in front of it. The lines before it say how that was noticed. */
export function gitWords(stderr: string): string {
	const lines = stderr.split('\n').map(line => line.trim());
	const line = lines.find(each => each.startsWith('fatal:')) ?? lines.find(each => each !== '') ?? 'it gave no reason';
	return line.replace(/^(?:fatal|error|warning): /, '');
}
