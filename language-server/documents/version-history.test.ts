import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promptContentHash } from '../../core/formats/prompt/hash/content-hash.ts';
import { parsePrompt } from '../../core/formats/prompt/parse-prompt.ts';
import { createPorts } from '../../io/node-ports.ts';
import { WorkerTokenCounter } from '../../io/tokens/worker-token-counter.ts';
import { TemporaryRepository } from '../../test/support/temporary-repository.ts';
import { createLanguageService } from '../create-language-service.ts';
import type { Diagnostic } from '../rules/diagnostic.ts';

const signal = new AbortController().signal;
const path = 'prompts/greeter.j2';
const released = prompt('1.0.0', 'Greet.');
const onVersions = /version|breaking/;

suite('rules on versions in a real repository', () => {
	let repository: TemporaryRepository;
	const toDispose: (() => void)[] = [];

	setup(() => {
		repository = TemporaryRepository.create();
		repository.write('stagemark.yaml', '');
		repository.write(path, released);
		repository.commitAll('first');
	});

	teardown(() => {
		for (const dispose of toDispose.splice(0)) dispose();
		repository.dispose();
	});

	async function check(root: string, file = path, log: string[] = [], baseline?: string): Promise<readonly Diagnostic[]> {
		const { files, git, clock } = createPorts(root);
		const tokens = new WorkerTokenCounter();
		const service = createLanguageService({ files, git, clock, tokens, baseline, log: message => void log.push(message) });
		try {
			return (await service.diagnose(file, signal)).filter(({ rule }) => onVersions.test(rule));
		} finally {
			git.dispose();
		}
	}

	async function rules(root: string, file?: string): Promise<readonly string[]> {
		return (await check(root, file)).map(({ rule }) => rule);
	}

	/** A second repository in a folder of its own, made by one Git command. */
	function another(...command: readonly string[]): TemporaryRepository {
		const other = TemporaryRepository.create();
		toDispose.push(() => other.dispose());
		other.git(...command);
		return other;
	}

	test('a change of content is compared with the last commit', async () => {
		repository.write(path, prompt('1.0.0', 'Greet warmly.'));
		assert.deepEqual(await rules(repository.root), ['content-changed-without-version-bump']);
		repository.write(path, prompt('0.9.0', 'Greet warmly.'));
		assert.deepEqual(await rules(repository.root), ['version-not-increased']);
		repository.write(path, prompt('1.0.1', 'Greet {{ guest }}.'));
		assert.deepEqual(await rules(repository.root), ['breaking-change-without-major']);
	});

	test('a version that goes back together with its content is a revert', async () => {
		repository.write(path, prompt('1.1.0', 'Greet warmly.'));
		repository.commitAll('second');
		repository.git('tag', 'greeter/v1.0.0', 'HEAD~1');
		repository.write(path, released);
		assert.deepEqual(await rules(repository.root), []);
		repository.write(path, prompt('1.0.0', 'Greet coldly.'));
		assert.deepEqual(await rules(repository.root), ['released-version-edited', 'version-not-increased']);
	});

	test('a shallow clone compares with the one commit it has', async () => {
		repository.commitAll('second');
		const clone = another('clone', '--quiet', '--depth', '1', pathToFileURL(repository.root).href, 'clone');
		clone.write(`clone/${path}`, prompt('1.0.0', 'Greet warmly.'));
		assert.deepEqual(await rules(join(clone.root, 'clone')), ['content-changed-without-version-bump']);
	});

	test('a linked worktree has a HEAD of its own', async () => {
		const folder = join(repository.root, '..', `${repository.root.split('/').at(-1) ?? ''}-tree`);
		repository.git('worktree', 'add', '--quiet', '-b', 'other', folder);
		toDispose.push(() => rmSync(folder, { recursive: true, force: true }));
		repository.write(path, prompt('1.1.0', 'Greet warmly.'));
		repository.commitAll('only on main');
		assert.deepEqual(await rules(repository.root), []);
		assert.deepEqual(await rules(folder), []);
		repository.git('-C', folder, 'tag', 'greeter/v1.0.0');
		const tree = createPorts(folder);
		toDispose.push(() => tree.git.dispose());
		assert.ok((await tree.writer.write(path, prompt('1.0.0', 'Greet coldly.'))).ok);
		assert.deepEqual(await rules(folder), ['released-version-edited']);
	});

	test('a submodule is a repository of its own', async () => {
		const outer = another(
			'-c',
			'protocol.file.allow=always',
			'submodule',
			'--quiet',
			'add',
			pathToFileURL(repository.root).href,
			'inner',
		);
		outer.commitAll('with a submodule');
		outer.write(`inner/${path}`, prompt('1.0.0', 'Greet warmly.'));
		assert.deepEqual(await rules(join(outer.root, 'inner')), ['content-changed-without-version-bump']);
	});

	test('a workspace that is a folder inside a repository sees its own files', async () => {
		mkdirSync(join(repository.root, 'bot'));
		renameSync(join(repository.root, 'prompts'), join(repository.root, 'bot/prompts'));
		repository.write('bot/stagemark.yaml', '');
		repository.commitAll('moved');
		repository.git('tag', 'greeter/v1.0.0');
		repository.write(`bot/${path}`, prompt('1.0.0', 'Greet warmly.'));
		assert.deepEqual(await rules(join(repository.root, 'bot')), ['released-version-edited']);
	});

	test('a renamed file is compared with what it was', async () => {
		renameSync(join(repository.root, path), join(repository.root, 'prompts/welcome.j2'));
		repository.write('prompts/welcome.j2', prompt('1.0.0', 'Greet warmly.'));
		assert.deepEqual(await rules(repository.root, 'prompts/welcome.j2'), ['content-changed-without-version-bump']);
		repository.write('prompts/welcome.j2', released);
		assert.deepEqual(await rules(repository.root, 'prompts/welcome.j2'), []);
	});

	test('a copy beside the file it was made from is a prompt of its own', async () => {
		repository.write('prompts/greeter-v2.0.0.j2', 'Greet {{ guest }}.');
		assert.deepEqual(await rules(repository.root, 'prompts/greeter-v2.0.0.j2'), []);
	});

	test('a tag releases a version, also for a file that had another name then', async () => {
		repository.git('tag', '-a', '-m', 'released', 'greeter/v1.0.0');
		renameSync(join(repository.root, path), join(repository.root, 'prompts/welcome.j2'));
		repository.commitAll('renamed');
		repository.write('prompts/welcome.j2', prompt('1.0.0', 'Greet warmly.'));
		const [found, ...others] = await check(repository.root, 'prompts/welcome.j2');
		assert.deepEqual(others, []);
		assert.match(found?.message ?? '', /^greeter 1\.0\.0 is released \(tag greeter\/v1\.0\.0\)/);
	});

	test('a registry file releases a version, and its text is found in history', async () => {
		const file = 'prompts/greeter-v1.0.0.j2';
		renameSync(join(repository.root, path), join(repository.root, file));
		repository.write('registry/greeter.yaml', registryFile(file));
		repository.commitAll('registered');
		repository.write(file, prompt('1.0.0', 'Greet warmly.'));
		repository.commitAll('edited all the same');
		const [found, ...others] = await check(repository.root, file);
		assert.deepEqual(others, []);
		assert.match(found?.message ?? '', /^greeter 1\.0\.0 is released \(registry\/greeter\.yaml\)/);
		const [fix] = found?.fixes ?? [];
		assert.equal(fix?.title, 'Copy to version 1.0.1 and restore this one (patch: wording of the user message changed)');
		assert.equal(fix.edits[0]?.newText, released);
		assert.deepEqual(fix.files, [{ kind: 'create', path: 'prompts/greeter-v1.0.1.j2', text: prompt('1.0.1', 'Greet warmly.') }]);
	});

	test('without the released text at hand the finding stays and offers nothing', async () => {
		const file = 'prompts/greeter-v1.0.0.j2';
		rmSync(join(repository.root, path));
		repository.write('registry/greeter.yaml', registryFile(file));
		repository.write(file, prompt('1.0.0', 'Greet warmly.'));
		const clone = repository.commitAll('registered wrongly');
		repository.git('checkout', '--quiet', '--orphan', 'fresh', clone);
		repository.commitAll('a history without the released text');
		const [found] = await check(repository.root, file);
		assert.equal(found?.rule, 'released-version-edited');
		assert.deepEqual(found.fixes, []);
	});

	test('a pull request is compared with where it started', async () => {
		const start = repository.git('rev-parse', 'HEAD').trim();
		repository.write(path, prompt('1.0.0', 'Greet warmly.'));
		repository.commitAll('committed without a new version');
		assert.deepEqual(await rules(repository.root), []);
		const found = await check(repository.root, path, [], start);
		assert.deepEqual(
			found.map(({ rule }) => rule),
			['content-changed-without-version-bump'],
		);
	});

	test('before the first commit there is nothing to compare with', async () => {
		const fresh = another('status');
		fresh.write('stagemark.yaml', '');
		fresh.write(path, released);
		const log: string[] = [];
		assert.deepEqual(await check(fresh.root, path, log), []);
		assert.deepEqual(log, []);
	});

	test('without Git the rules are silent, and that is said once', async () => {
		rmSync(join(repository.root, '.git'), { recursive: true });
		repository.write('prompts/other.j2', prompt('1.0.0', 'Other.', 'other'));
		const { files, git, clock } = createPorts(repository.root);
		const log: string[] = [];
		const tokens = new WorkerTokenCounter();
		const service = createLanguageService({ files, git, clock, tokens, log: message => void log.push(message) });
		for (const file of [path, 'prompts/other.j2', path]) assert.deepEqual(await service.diagnose(file, signal), []);
		service.headChanged();
		await service.diagnose(path, signal);
		git.dispose();
		assert.deepEqual(log, [
			'Versions are not compared with the last commit: this folder is in no Git repository. Rules that need Git stay silent, all others work.',
		]);
	});
});

function prompt(version: string, text: string, name = 'greeter'): string {
	return `---\nname: ${name}\nversion: ${version}\n---\n${text}\n`;
}

function registryFile(source: string): string {
	const sha256 = promptContentHash(parsePrompt(source, released));
	return `name: greeter\nversions:\n  1.0.0: {source: ${source}, sha256: ${sha256}, stage: None}\n`;
}
