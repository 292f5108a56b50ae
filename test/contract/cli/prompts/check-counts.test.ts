import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { runCommandLine } from '../../../support/command-line.ts';
import { TemporaryRepository } from '../../../support/temporary-repository.ts';

const token = `ghp_${'aB3dE6gH9'.repeat(4)}`;

suite('what stagemark check has read', () => {
	let repository: TemporaryRepository;
	setup(() => {
		repository = TemporaryRepository.create();
	});
	teardown(() => repository.dispose());

	const check = (...options: readonly string[]): ReturnType<typeof runCommandLine> =>
		runCommandLine(repository.root, ['check', ...options]);

	/** Three files that are read, three that are not, and two that nothing names. */
	function writeMixture(): void {
		repository.write('stagemark.yaml', 'dialects: {prompts/old.j2: none}\n');
		repository.write('prompts/greet.j2', '---\nname: greet\nversion: 1.0.0\n---\nHello.\n');
		repository.write('prompts/notes.txt', 'Notes for the team.\n');
		repository.write('prompts/a.bin', Buffer.from([1, 0, 2]));
		repository.write('prompts/cases.json', `["${'x'.repeat(5 * 1024 * 1024)}"]`);
		repository.write('prompts/old.j2', '{% if %}');
		repository.write('src/app.py', 'pass\n');
		repository.write('README.md', '# A project\n');
	}

	test('the last line counts what was read, names what was not and why, and counts the rest', () => {
		writeMixture();
		const { stdout, exitCode } = check();
		assert.equal(
			stdout,
			'3 read (1 as plain text), 3 not read (prompts/a.bin: binary, prompts/cases.json: 5.2 MB, over the limit of 5.2 MB, prompts/old.j2: “none” under “dialects”), 2 not matched: nothing found in what was read.\n',
		);
		assert.equal(exitCode, 0);
	});

	test('JSON has the counts and every file that was not read', () => {
		writeMixture();
		const { summary, notRead } = z
			.object({
				summary: z.object({
					files: z.number(),
					records: z.number(),
					plainText: z.number(),
					notRead: z.number(),
					notMatched: z.number(),
				}),
				notRead: z.array(z.object({ file: z.string(), reason: z.string() })),
			})
			.parse(JSON.parse(check('--format', 'json').stdout));
		assert.deepEqual(summary, { files: 3, records: 2, plainText: 1, notRead: 3, notMatched: 2 });
		assert.deepEqual(
			notRead.map(({ file, reason }) => `${file} ${reason}`),
			['prompts/a.bin binary', 'prompts/cases.json too-large', 'prompts/old.j2 excluded'],
		);
	});

	test('GitHub, SARIF and JUnit carry the counts; GitLab, which has no place for them, gets them on standard error', () => {
		writeMixture();
		assert.match(check('--format', 'github').stdout, /^::notice title=stagemark check::3 read \(1 as plain text\), 3 not read .+\n$/);
		const notificationSchema = z.object({ message: z.object({ text: z.string() }) });
		const sarif = z
			.object({
				runs: z.array(
					z.object({
						invocations: z.array(
							z.object({
								toolExecutionNotifications: z.array(notificationSchema),
								properties: z.record(z.string(), z.number()),
							}),
						),
					}),
				),
			})
			.parse(JSON.parse(check('--format', 'sarif').stdout));
		const invocation = sarif.runs[0]?.invocations[0];
		assert.deepEqual(invocation?.properties, { files: 3, plainText: 1, notRead: 3, notMatched: 2 });
		assert.equal(invocation.toolExecutionNotifications[0]?.message.text, 'This file was not read: binary.');
		const junit = check('--format', 'junit').stdout;
		assert.match(junit, /tests="6" failures="0" errors="0" skipped="3"/);
		assert.match(junit, /name="prompts\/a\.bin">\n {6}<skipped\/>\n {6}<system-out>not read: binary</);
		assert.match(check('--format', 'gitlab').stderr, /^3 read \(1 as plain text\), 3 not read/);
	});

	for (const [what, path, text] of [
		['an agent file of another tool', 'prompts/reviewer.agent.md', `---\nname: Reviewer\ntools: [read]\n---\nKey ${token}\n`],
		['source code', 'prompts/client.py', `KEY = "${token}"\n`],
		['a file without an ending', 'prompts/KEYS', `${token}\n`],
		['data', 'prompts/cases.csv', `a,${token}\n`],
	] as const) {
		test(`a credential is found in ${what}`, () => {
			repository.write(path, text);
			const { stdout, exitCode } = check();
			assert.match(stdout, /error +This looks like a credential \(GitHub token\)/);
			assert.match(stdout, /1 read/);
			assert.equal(exitCode, 1);
		});
	}

	for (const [what, files] of [
		['an empty folder', {}],
		['files that nothing names', { 'src/app.py': 'pass\n', 'docs/a.md': 'a\n' }],
		['a configuration alone', { 'stagemark.yaml': '' }],
		['a prompts folder elsewhere', { 'app/prompts/a.j2': 'Hello {{ name }}.\n' }],
	] as const) {
		for (const format of ['text', 'json', 'sarif']) {
			test(`${what} is not clean: exit 2 and what to do, with --format ${format}`, () => {
				for (const [path, text] of Object.entries(files)) repository.write(path, text);
				const { stdout, stderr, exitCode } = check('--format', format);
				assert.equal(exitCode, 2);
				assert.doesNotMatch(stdout, /nothing found/);
				assert.match(
					stderr,
					/^Nothing was checked, since no prompt, experiment or registry file was read\. .+ Set “prompts” in stagemark\.yaml/,
				);
			});
		}
	}

	test('projects below the folder are named, whether it has prompts of its own or not', () => {
		repository.write('services/a/stagemark.yaml', '');
		repository.write('services/b/stagemark.yaml', '');
		const empty = check();
		assert.equal(empty.exitCode, 2);
		assert.match(
			empty.stderr,
			/projects below this folder \(services\/a, services\/b\): check each with --cwd, such as “stagemark --cwd services\/a check”/,
		);
		repository.write('prompts/a.j2', 'Hello.\n');
		const some = check();
		assert.equal(some.exitCode, 0);
		assert.match(some.stderr, /Projects below this folder were not checked: services\/a, services\/b\./);
	});

	test('rules that wait for the opt-in are named once', () => {
		repository.write('prompts/a.j2', 'Hello.\n');
		repository.write('prompts/b.j2', 'Hello.\n');
		const waiting = check().stdout.match(/^\d+ rules wait until .+missing-version.+$/gm) ?? [];
		assert.equal(waiting.length, 1);
		repository.write('stagemark.yaml', '');
		assert.doesNotMatch(check().stdout, /rules? waits? until/);
	});

	for (const path of ['prompts/missing.j2', 'promts', 'prompts/*.txt']) {
		test(`the path ${path}, at which there is nothing, is an error of usage`, () => {
			repository.write('prompts/a.j2', 'Hello.\n');
			const { stdout, stderr, exitCode } = check('prompts/a.j2', path);
			assert.equal(exitCode, 2);
			assert.equal(stdout, '');
			assert.equal(stderr, `${path}: there is no such file or folder, so nothing was checked. Correct the path.\n`);
		});
	}

	suite('with --staged', () => {
		test('a commit of files that nothing names is let through, and not called clean', () => {
			repository.write('README.md', '# A project\n');
			repository.git('add', '--all');
			const { stdout, exitCode } = check('--staged');
			assert.equal(stdout, '0 read, 1 not matched: the commit changes no prompt, experiment or registry file.\n');
			assert.equal(exitCode, 0);
		});

		test('a file that is staged in part is judged as it will be committed, and said to be', () => {
			repository.write('prompts/a.j2', 'Hello {% if x %}\n');
			repository.git('add', '--all');
			repository.write('prompts/a.j2', 'Hello.\n');
			const { stdout, stderr, exitCode } = check('--staged');
			assert.equal(stderr, 'Checked as staged, without the changes that are not: prompts/a.j2.\n');
			assert.match(stdout, /unclosed-block/);
			assert.equal(exitCode, 1);
		});

		test('a deletion is judged by what it leaves behind', () => {
			repository.write('prompts/part.j2', 'Part.\n');
			repository.write('prompts/whole.j2', '{% include "./part.j2" %}\n');
			repository.commitAll('first');
			assert.doesNotMatch(check().stdout, /unresolved-partial/);
			repository.git('rm', '--quiet', '--cached', 'prompts/part.j2');
			assert.match(check('--staged').stdout, /unresolved-partial/);
		});

		test('a deletion that leaves nothing to check is said, and so is the path of what was deleted', () => {
			repository.write('prompts/a.j2', 'Hello.\n');
			repository.commitAll('first');
			repository.git('rm', '--quiet', '--cached', 'prompts/a.j2');
			const whole = check('--staged');
			assert.equal(whole.exitCode, 2);
			assert.match(whole.stderr, /^Nothing was checked: the commit leaves no prompt, experiment or registry file\./);
			const named = check('--staged', 'prompts/a.j2');
			assert.equal(named.exitCode, 2);
			assert.match(named.stderr, /^prompts\/a\.j2: nothing is staged there, so it was not checked\./);
		});

		for (const [what, breakIt] of [
			['is no index', (root: string) => writeFileSync(join(root, '.git/index'), 'DIRC and then something else')],
			['is cut short', (root: string) => truncateSync(join(root, '.git/index'), 40)],
			['belongs to no repository', (root: string) => rmSync(join(root, '.git'), { recursive: true })],
		] as const) {
			test(`an index that ${what} is an error with the words of Git`, () => {
				repository.write('prompts/a.j2', 'Hello.\n');
				repository.git('add', '--all');
				breakIt(repository.root);
				const { stdout, stderr, exitCode } = check('--staged');
				assert.equal(exitCode, 2);
				assert.equal(stdout, '');
				assert.match(
					stderr,
					/^--staged: Git cannot read (?:this repository|what is staged) \(.+\), so nothing was checked\. [DR]\w+/,
				);
			});
		}

		test('a conflict in the index is an error that names the file', () => {
			repository.write('prompts/a.j2', 'Hello.\n');
			repository.commitAll('first');
			repository.git('checkout', '--quiet', '-b', 'other');
			repository.write('prompts/a.j2', 'Hello there.\n');
			repository.commitAll('other');
			repository.git('checkout', '--quiet', '-');
			repository.write('prompts/a.j2', 'Hello you.\n');
			repository.commitAll('ours');
			assert.throws(() => repository.git('merge', '--quiet', 'other'));
			const { stderr, exitCode } = check('--staged');
			assert.equal(exitCode, 2);
			assert.match(stderr, /^--staged: prompts\/a\.j2 in conflict, so nobody knows what will be committed/);
		});

		test('a link is read where what it leads to is staged, and not called read where it is not', () => {
			repository.write('shared/text.j2', 'Hello {% if x %}\n');
			repository.write('prompts/own.j2', 'Hello.\n');
			symlinkSync('../shared/text.j2', join(repository.root, 'prompts/inside.j2'));
			symlinkSync('/etc/hostname', join(repository.root, 'prompts/outside.j2'));
			repository.git('add', '--all');
			const { stdout } = check('--staged');
			assert.match(stdout, /prompts\/inside\.j2\n.+unclosed-block/);
			assert.match(stdout, /1 not read \(prompts\/outside\.j2: it is a symbolic link to something that is not staged\)/);
		});
	});

	test('where Git itself cannot be started, --staged says so', () => {
		const empty = mkdtempSync(join(tmpdir(), 'stagemark-path-'));
		const path = process.env['PATH'];
		process.env['PATH'] = empty;
		try {
			const { stderr, exitCode } = check('--staged');
			assert.equal(exitCode, 2);
			assert.match(stderr, /^--staged: Git is not installed or could not be started, so nothing was checked\. Install Git/);
		} finally {
			process.env['PATH'] = path;
			rmSync(empty, { recursive: true });
		}
	});
});
