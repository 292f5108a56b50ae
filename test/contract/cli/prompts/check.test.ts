import assert from 'node:assert/strict';
import { z } from 'zod';
import { runCommandLine } from '../../../support/command-line.ts';
import { TemporaryRepository } from '../../../support/temporary-repository.ts';

const positionSchema = z.strictObject({ line: z.number(), character: z.number() });
const rangeSchema = z.strictObject({ start: positionSchema, end: positionSchema });
const checkSchema = z.strictObject({
	version: z.literal(1),
	summary: z.strictObject({
		files: z.number(),
		records: z.number(),
		plainText: z.number(),
		notRead: z.number(),
		notMatched: z.number(),
		errors: z.number(),
		warnings: z.number(),
		infos: z.number(),
		hints: z.number(),
	}),
	findings: z.array(
		z.strictObject({
			rule: z.string(),
			severity: z.enum(['error', 'warning', 'info', 'hint']),
			file: z.string(),
			range: rangeSchema,
			message: z.string(),
			fix: z.enum(['safe', 'unsafe', 'none']),
			related: z.array(z.strictObject({ file: z.string(), range: rangeSchema, message: z.string() })),
		}),
	),
	notRead: z.array(z.strictObject({ file: z.string(), reason: z.string(), detail: z.string() })),
	waitingRules: z.array(z.string()),
	git: z.strictObject({ shallow: z.boolean(), readable: z.boolean(), reason: z.string().optional() }),
});

const undeclaredAndUnused = `---
name: greeter
version: 1.0.0
inputs:
  lang: {type: string}
---
user:
Write code for {{ spec }}.
`;

suite('stagemark check', () => {
	let repository: TemporaryRepository;
	setup(() => {
		repository = TemporaryRepository.create();
	});
	teardown(() => repository.dispose());

	test('finds exactly the undeclared and the unused variable, with their places', () => {
		repository.write('prompts/greeter.j2', undeclaredAndUnused);
		const { stdout, exitCode } = runCommandLine(repository.root, ['check', '--format', 'json']);
		const { findings, summary } = checkSchema.parse(JSON.parse(stdout));
		assert.deepEqual(
			findings.map(({ rule, file, range }) => ({ rule, file, range })),
			[
				{
					rule: 'unused-variable',
					file: 'prompts/greeter.j2',
					range: { start: { line: 4, character: 2 }, end: { line: 4, character: 6 } },
				},
				{
					rule: 'undeclared-variable',
					file: 'prompts/greeter.j2',
					range: { start: { line: 7, character: 18 }, end: { line: 7, character: 22 } },
				},
			],
		);
		assert.deepEqual(summary, {
			files: 1,
			records: 1,
			plainText: 0,
			notRead: 0,
			notMatched: 0,
			errors: 0,
			warnings: 2,
			infos: 0,
			hints: 0,
		});
		assert.equal(exitCode, 0);
	});

	test('says no from the severity that --fail-on names', () => {
		repository.write('prompts/greeter.j2', undeclaredAndUnused);
		assert.equal(runCommandLine(repository.root, ['check', '--fail-on', 'warning']).exitCode, 1);
	});

	test('prints places as editors count them, and a summary', () => {
		repository.write('prompts/greeter.j2', undeclaredAndUnused);
		const { stdout } = runCommandLine(repository.root, ['check']);
		assert.match(stdout, /^prompts\/greeter\.j2\n {2}5:3 +warning +.+unused-variable\n {2}8:19 +warning +.+undeclared-variable\n/);
		assert.match(stdout, /\n1 read: 2 warnings\./);
	});

	test('gives GitHub annotations that survive a comma and a percent sign in a file name', () => {
		repository.write('prompts/100%,a.j2', undeclaredAndUnused);
		const { stdout } = runCommandLine(repository.root, ['check', '--format', 'github']);
		assert.match(
			stdout,
			/^::warning file=prompts\/100%25%2Ca\.j2,line=5,endLine=5,col=3,endColumn=7,title=stagemark unused-variable::/,
		);
	});

	test('gives SARIF with the rules it names', () => {
		repository.write('prompts/greeter.j2', undeclaredAndUnused);
		const { stdout } = runCommandLine(repository.root, ['check', '--format', 'sarif']);
		const sarif = z
			.looseObject({
				version: z.literal('2.1.0'),
				runs: z.array(
					z.looseObject({
						tool: z.looseObject({ driver: z.looseObject({ rules: z.array(z.looseObject({ id: z.string() })) }) }),
						results: z.array(z.looseObject({ ruleId: z.string(), level: z.string() })),
					}),
				),
			})
			.parse(JSON.parse(stdout));
		assert.deepEqual(sarif.runs[0]?.tool.driver.rules.map(rule => rule.id).sort(), ['undeclared-variable', 'unused-variable']);
		assert.deepEqual(
			sarif.runs[0].results.map(result => [result.ruleId, result.level]),
			[
				['unused-variable', 'warning'],
				['undeclared-variable', 'warning'],
			],
		);
	});

	test('gives JUnit with one case a file, failed from the severity that counts', () => {
		repository.write('prompts/clean.j2', undeclaredAndUnused.replace('spec', 'lang').replace('greeter', 'clean'));
		repository.write('prompts/greeter.j2', undeclaredAndUnused);
		const lenient = runCommandLine(repository.root, ['check', '--format', 'junit']);
		assert.match(lenient.stdout, /tests="2" failures="0"/);
		assert.match(lenient.stdout, /<system-out>prompts\/greeter\.j2:5:3 warning .+ \(unused-variable\)&#10;/);
		const strict = runCommandLine(repository.root, ['check', '--format', 'junit', '--fail-on', 'warning']);
		assert.match(strict.stdout, /tests="2" failures="1"/);
		assert.match(strict.stdout, /<testcase classname="stagemark\.check" name="prompts\/clean\.j2"\/>/);
		assert.match(strict.stdout, /<failure type="unused-variable" message=".+ \(and 1 more\)">/);
	});

	test('gives GitLab a report whose fingerprints survive a move to another line', () => {
		const issuesOf = (): unknown => JSON.parse(runCommandLine(repository.root, ['check', '--format', 'gitlab']).stdout);
		const schema = z.array(
			z.strictObject({
				description: z.string(),
				check_name: z.string(),
				fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
				severity: z.enum(['info', 'minor', 'major', 'critical', 'blocker']),
				location: z.strictObject({ path: z.string(), lines: z.strictObject({ begin: z.number(), end: z.number() }) }),
			}),
		);
		repository.write('prompts/greeter.j2', undeclaredAndUnused);
		const before = schema.parse(issuesOf());
		assert.deepEqual(
			before.map(({ check_name, severity, location }) => [check_name, severity, location.path, location.lines.begin]),
			[
				['unused-variable', 'major', 'prompts/greeter.j2', 5],
				['undeclared-variable', 'major', 'prompts/greeter.j2', 8],
			],
		);
		repository.write('prompts/greeter.j2', undeclaredAndUnused.replace('inputs:', '# a comment\ninputs:'));
		const after = schema.parse(issuesOf());
		assert.deepEqual(
			after.map(({ fingerprint }) => fingerprint),
			before.map(({ fingerprint }) => fingerprint),
		);
		assert.equal(new Set(before.map(({ fingerprint }) => fingerprint)).size, 2);
	});

	test('repairs with --fix what is safe, and leaves the rest', () => {
		repository.write('prompts/greeter.j2', undeclaredAndUnused);
		const { stdout } = runCommandLine(repository.root, ['check', '--fix']);
		assert.match(repository.read('prompts/greeter.j2'), /\n {2}spec: /);
		assert.doesNotMatch(stdout, /undeclared-variable/);
		assert.match(stdout, /unused-variable/);
	});

	test('repairs a file from Windows with the line ends it has', () => {
		repository.write('prompts/greeter.j2', undeclaredAndUnused.replaceAll('\n', '\r\n'));
		runCommandLine(repository.root, ['check', '--fix']);
		const text = repository.read('prompts/greeter.j2');
		assert.match(text, /\r\n {2}spec: /);
		assert.doesNotMatch(text, /[^\r]\n/);
	});

	test('compares versions with where the branch began, with --since', () => {
		repository.write('stagemark.yaml', '');
		repository.write('prompts/greeter.j2', '---\nname: greeter\nversion: 1.0.0\n---\nGreet.\n');
		repository.commitAll('on main');
		repository.git('checkout', '--quiet', '-b', 'topic');
		repository.write('prompts/greeter.j2', '---\nname: greeter\nversion: 1.0.0\n---\nGreet warmly.\n');
		repository.commitAll('on the branch');
		repository.git('checkout', '--quiet', 'main');
		repository.write('prompts/greeter.j2', '---\nname: greeter\nversion: 3.0.0\n---\nGreet {{ guest }}.\n');
		repository.commitAll('meanwhile on main');
		repository.git('checkout', '--quiet', 'topic');
		assert.match(runCommandLine(repository.root, ['check']).stdout, /nothing found/);
		const since = runCommandLine(repository.root, ['check', '--since', 'main', '--fail-on', 'warning']);
		assert.match(since.stdout, /content-changed-without-version-bump/);
		assert.doesNotMatch(since.stdout, /version-not-increased/);
		assert.equal(since.exitCode, 1);
		const unknown = runCommandLine(repository.root, ['check', '--since', 'nowhere']);
		assert.match(unknown.stderr, /--since nowhere: there is no such revision here/);
		assert.equal(unknown.exitCode, 2);
	});

	test('leaves fixes that make files to people, also with --fix-unsafe', () => {
		repository.write('stagemark.yaml', '');
		repository.write('prompts/greeter-v1.0.0.j2', 'Greet.\n');
		repository.commitAll('first');
		repository.git('tag', 'greeter/v1.0.0');
		repository.write('prompts/greeter-v1.0.0.j2', 'Greet warmly.\n');
		assert.match(runCommandLine(repository.root, ['check', '--fix-unsafe']).stdout, /released-version-edited/);
		assert.equal(repository.read('prompts/greeter-v1.0.0.j2'), 'Greet warmly.\n');
	});

	test('judges the staged text, not the one on disk', () => {
		repository.write('prompts/greeter.j2', undeclaredAndUnused);
		repository.git('add', '--all');
		repository.write('prompts/greeter.j2', undeclaredAndUnused.replaceAll('spec', 'lang'));
		assert.match(runCommandLine(repository.root, ['check', '--staged']).stdout, /undeclared-variable/);
		assert.match(runCommandLine(repository.root, ['check']).stdout, /nothing found/);
	});

	for (const [kind, content, words] of [
		['an empty file', '', /^1 read: nothing found\./],
		['a binary file', Buffer.from([0x7b, 0x7b, 0, 1, 2, 255]), /prompts\/a\.j2[^]*not text|binary/i],
		[
			'merge-conflict markers',
			'---\nname: a\n<<<<<<< HEAD\nversion: 1.0.0\n=======\nversion: 2.0.0\n>>>>>>> other\n---\nHi\n',
			/merge-conflict/,
		],
		['a broken template', 'Hi {% if x %}', /unclosed-block/],
		['50 MB', 'x'.repeat(50 * 1024 * 1024), /prompts\/a\.j2[^]*MB|large/i],
	] as const) {
		test(`says one clear thing about ${kind} and leaves it as it was`, () => {
			repository.write('prompts/a.j2', content);
			const { stdout, stderr, exitCode } = runCommandLine(repository.root, ['check']);
			assert.match(stdout, words);
			assert.equal(stderr, '');
			assert.notEqual(exitCode, 2);
			assert.equal(repository.read('prompts/a.j2'), Buffer.from(content).toString('utf8'));
		});
	}

	test('calls a folder that does not exist an error of usage, in one line', () => {
		const { exitCode, stderr } = runCommandLine(repository.root, ['--cwd', 'missing', 'check']);
		assert.equal(exitCode, 2);
		assert.match(stderr, /^There is no folder .+missing\. Give an existing one with --cwd\.\n$/);
	});

	test('calls an unknown option an error of usage', () => {
		assert.equal(runCommandLine(repository.root, ['check', '--formt', 'json']).exitCode, 2);
	});
});
