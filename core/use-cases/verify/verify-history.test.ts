import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createPorts } from '../../../io/node-ports.ts';
import { writeSampleWorkspace } from '../../../test/support/sample-workspace.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import { assertTranslated } from '../../../test/support/translation/assert-translated.ts';
import { sealTransition } from '../../formats/registry/hash-chain.ts';
import { parseRegistry } from '../../formats/registry/parse-registry.ts';
import type { Transition } from '../../formats/registry/registry-file.ts';
import type { Ports } from '../../ports/ports.ts';
import { loadWorkspace } from '../../workspace/load-workspace.ts';
import { promoteVersion } from '../promote/promote-version.ts';
import { verifyWorkspace } from './verify-workspace.ts';

const signal = new AbortController().signal;
const registry = 'registry/code-generator.yaml';

suite('a trail that somebody rewrites with the shell', () => {
	let repository: TemporaryRepository;
	let ports: Ports;

	setup(async () => {
		repository = TemporaryRepository.create();
		writeSampleWorkspace(repository);
		ports = createPorts(repository.root);
		await promote('1.0.0', 'Staging');
		await promote('1.0.0', 'Production');
		await promote('2.0.0', 'Staging');
	});
	teardown(() => {
		ports.git.dispose();
		repository.dispose();
	});

	async function promote(version: string, to: string): Promise<void> {
		const promoted = await promoteVersion({ name: 'code-generator', version, to, reason: 'Because' }, ports, signal);
		if (!promoted.ok) assert.fail(JSON.stringify(promoted.failure));
	}

	function shell(script: string): void {
		const run = spawnSync('sh', ['-ec', script], { cwd: repository.root, encoding: 'utf8' });
		assert.equal(run.status, 0, run.stderr);
	}

	/** The text of a registry file with other reasons, sealed so that the chain holds in itself. */
	function forged(text: string, from = 0): string {
		const sealed: Transition[] = [];
		for (const { digest, previous, ...content } of parseRegistry(registry, text).value?.transitions ?? []) {
			assert.ok(digest !== previous);
			const reason = sealed.length >= from ? 'Passed every review' : content.reason;
			sealed.push(sealTransition({ ...content, reason }, sealed.at(-1)));
		}
		return `${text.slice(0, text.indexOf('transitions:'))}transitions: ${JSON.stringify(sealed)}\n`;
	}

	function named(text: string, name: string): string {
		return text.replace(/^name: .*$/m, `name: ${name}`);
	}

	async function problems(): Promise<readonly string[]> {
		ports.git.dispose();
		const facts = await loadWorkspace(ports.files, ports.git, signal);
		const verified = await verifyWorkspace({ facts, files: ports.files, git: ports.git, signer: ports.signer }, undefined, signal);
		for (const { message } of verified.problems) assertTranslated(message);
		return verified.problems.map(({ kind, message }) => `${kind}: ${message}`);
	}

	const attacks: readonly (readonly [what: string, attack: () => void])[] = [
		[
			'the name flips for one commit while the chain is sealed anew',
			() => {
				const text = repository.read(registry);
				repository.write(registry, named(text, 'other'));
				repository.commitAll('Another name');
				repository.write(registry, forged(text));
				repository.commitAll('The name again');
			},
		],
		[
			'the name flips together with the new seals and back later',
			() => {
				const text = forged(repository.read(registry));
				repository.write(registry, named(text, 'other'));
				repository.commitAll('Another name');
				repository.write(registry, text);
				repository.commitAll('The name again');
			},
		],
		[
			'the name flips when the last entries are cut',
			() => {
				const text = repository.read(registry);
				repository.write(registry, named(text, 'other'));
				repository.commitAll('Another name');
				const short = repository.git('show', `HEAD~3:${registry}`);
				repository.write(registry, short);
				repository.commitAll('The name again');
			},
		],
		[
			'the last entry is cut',
			() => {
				shell(`git show HEAD~1:${registry} > ${registry} && git commit -qam 'Tidy up'`);
			},
		],
		[
			'all but the first entry is cut',
			() => {
				shell(`git show HEAD~2:${registry} > ${registry} && git commit -qam 'Tidy up'`);
			},
		],
		[
			'the file is moved, sealed anew and the tag is set to that',
			() => {
				const text = forged(repository.read(registry));
				shell(`mkdir registry/team && git mv ${registry} registry/team/code-generator.yaml`);
				repository.write('registry/team/code-generator.yaml', text);
				shell(`git add -A && git commit -qm 'By team' && git tag -f code-generator/v1.0.0 -m again`);
			},
		],
		[
			'the file is moved, then sealed anew, and the tag is set to that',
			() => {
				shell(`mkdir registry/team && git mv ${registry} registry/team/code-generator.yaml && git commit -qm 'By team'`);
				repository.write('registry/team/code-generator.yaml', forged(repository.read('registry/team/code-generator.yaml')));
				shell(`git commit -qam 'Tidy up' && git tag -f code-generator/v1.0.0 -m again`);
			},
		],
		[
			'the file is moved away, sealed anew there and moved back',
			() => {
				shell(`git mv ${registry} registry/x.yaml && git commit -qm 'Away'`);
				repository.write('registry/x.yaml', forged(repository.read('registry/x.yaml'), 1));
				shell(`git commit -qam 'Tidy up' && git mv registry/x.yaml ${registry} && git commit -qm 'Back'`);
			},
		],
		[
			'the file is moved away, loses an entry there and is moved on',
			() => {
				const before = repository.git('show', `HEAD~1:${registry}`);
				shell(`git mv ${registry} registry/x.yaml && git commit -qm 'Away'`);
				repository.write('registry/x.yaml', before);
				shell(`git commit -qam 'Tidy up' && git mv registry/x.yaml registry/y.yaml && git commit -qm 'On'`);
			},
		],
		[
			'the file is deleted and added again with other entries',
			() => {
				const text = forged(repository.read(registry));
				shell(`git rm -q ${registry} && git commit -qm 'Start anew'`);
				repository.write(registry, text);
				repository.commitAll('A new start');
			},
		],
		[
			'the trail lives on under another name, while the name gets a new one',
			() => {
				const text = repository.read(registry);
				repository.write(registry, named(text, 'other'));
				repository.commitAll('Another name');
				shell(`git mv ${registry} registry/other.yaml && git commit -qm 'By its name'`);
				repository.write(registry, forged(text));
				repository.commitAll('A new start');
			},
		],
		[
			'the same in one commit',
			() => {
				const text = repository.read(registry);
				repository.write(registry, forged(text));
				repository.write('registry/other.yaml', named(text, 'other'));
				repository.commitAll('Two of them');
			},
		],
		[
			'the file is made unreadable for one commit',
			() => {
				const text = repository.read(registry);
				repository.write(registry, 'name: [\n');
				repository.commitAll('Oops');
				repository.write(registry, forged(text));
				repository.commitAll('Repaired');
			},
		],
	];
	for (const [what, attack] of attacks) {
		test(`is found when ${what}`, async () => {
			assert.deepEqual(await problems(), []);
			attack();
			const found = await problems();
			assert.ok(
				found.some(problem => problem.startsWith('history-rewritten: ')),
				found.join('\n') || 'nothing was found',
			);
		});
	}

	const honest: readonly (readonly [what: string, change: () => void])[] = [
		['git mv', () => shell(`git mv ${registry} registry/generator.yaml && git commit -qm 'Shorter'`)],
		['git mv into a folder', () => shell(`mkdir registry/team && git mv ${registry} registry/team/ && git commit -qm 'By team'`)],
		['git mv that is not committed yet', () => shell(`git mv ${registry} registry/generator.yaml`)],
		[
			'two moves, and back',
			() =>
				shell(
					`git mv ${registry} registry/x.yaml && git commit -qm 1 && git mv registry/x.yaml registry/y.yaml && git commit -qm 2 && git mv registry/y.yaml ${registry} && git commit -qm 3`,
				),
		],
		[
			'a name that flips and comes back with every entry',
			() => {
				const text = repository.read(registry);
				repository.write(registry, named(text, 'other'));
				repository.commitAll('Another name');
				repository.write(registry, text);
				repository.commitAll('The name again');
			},
		],
		[
			'a file that was deleted and restored as it was',
			() => shell(`git rm -q ${registry} && git commit -qm 'Gone' && git revert --no-edit HEAD >/dev/null`),
		],
	];
	for (const [what, change] of honest) {
		test(`is whole after ${what}, and moves go on from there`, async () => {
			change();
			assert.deepEqual(await problems(), []);
			if (repository.git('status', '--porcelain') === '') await promote('2.0.0', 'Production');
			assert.deepEqual(await problems(), []);
		});
	}
});
