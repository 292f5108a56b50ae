import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * A real Git repository in a folder of its own, with the branch `main`, an identity and no commit yet. The settings of
 * the person who runs the tests are kept out, so that a signing key or a global hook there changes nothing here.
 */
export class TemporaryRepository {
	/** Absolute path, symbolic links resolved. */
	readonly root: string;

	private constructor(root: string) {
		this.root = root;
	}

	static create(): TemporaryRepository {
		const repository = new TemporaryRepository(realpathSync(mkdtempSync(join(tmpdir(), 'stagemark-'))));
		if (firstGitFolder === undefined) {
			repository.git('-c', 'init.defaultBranch=main', 'init', '--quiet', '--template=');
			appendFileSync(join(repository.root, '.git/config'), settings);
			for (const folder of ['hooks', 'info']) mkdirSync(join(repository.root, '.git', folder));
			const kept = mkdtempSync(join(tmpdir(), 'stagemark-first-'));
			firstGitFolder = join(kept, 'git');
			cpSync(join(repository.root, '.git'), firstGitFolder, { recursive: true });
			process.once('exit', () => rmSync(kept, { recursive: true, force: true }));
		} else {
			cpSync(firstGitFolder, join(repository.root, '.git'), { recursive: true });
		}
		return repository;
	}

	/** Runs Git here and gives what it printed. Throws with Git's own words when it fails. */
	git(...args: readonly string[]): string {
		const run = spawnSync('git', args, { cwd: this.root, encoding: 'utf8', env: environment(), maxBuffer: 64 * 1024 * 1024 });
		if (run.status !== 0) throw new Error(`git ${args.join(' ')}: ${run.stderr}${run.stdout}`, { cause: run.error });
		return run.stdout;
	}

	/** Writes a file, making its folders. */
	write(path: string, content: string | Uint8Array): void {
		const file = join(this.root, path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, content);
	}

	read(path: string): string {
		return readFileSync(join(this.root, path), 'utf8');
	}

	/** From now on commits are this person's. */
	identify(name: string, email: string): void {
		const config = this.read('.git/config');
		this.write('.git/config', config.replace(/^\tname = .*$/m, `\tname = ${name}`).replace(/^\temail = .*$/m, `\temail = ${email}`));
	}

	/** Commits everything there is and gives the commit's hash. */
	commitAll(message: string): string {
		this.git('add', '--all');
		this.git('commit', '--quiet', '--allow-empty', '--message', message);
		return this.git('rev-parse', 'HEAD').trim();
	}

	dispose(): void {
		rmSync(this.root, { recursive: true, force: true });
	}
}

/** A repository before its first commit, as Git makes it: copied for every other, since a thousand tests would start Git six times each. */
let firstGitFolder: string | undefined;

/** No process is started that tidies up behind a commit: it would outlive the test. */
const settings = `[user]
	name = Ana
	email = ana@example.com
[commit]
	gpgSign = false
[tag]
	gpgSign = false
[core]
	autocrlf = false
[gc]
	auto = 0
[maintenance]
	auto = false
`;

/** The environment without what would lead Git elsewhere, such as the GIT_DIR that a hook runs with. */
function environment(): NodeJS.ProcessEnv {
	const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
	return { ...Object.fromEntries(kept), GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', LC_ALL: 'C' };
}
