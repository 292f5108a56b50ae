import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createPorts } from '../../../../io/node-ports.ts';
import { TemporaryRepository } from '../../../../test/support/temporary-repository.ts';
import type { Ports } from '../../../ports/ports.ts';
import { loadWorkspace } from '../../../workspace/load-workspace.ts';
import { openRequests } from '../../review/request-standing.ts';
import { requestPromotion } from '../../review/request-promotion.ts';
import { verifyWorkspace } from '../../verify/verify-workspace.ts';
import { evaluateGates } from '../evaluate-gates.ts';
import { promoteVersion } from '../promote-version.ts';

const signal = new AbortController().signal;
const configuration = `promotion:
  Staging:
    require: [lint-clean]
    always: [metadata-complete]
    for:
      - {names: ["billing/*"], approvals: 1}
      - {tags: [harmless], require: []}
      - {tags: [critical], gates: [{metric: rate, min: 0.9}], approvals: 2, approvers: ["*@lead.example"]}
`;

function text(name: string, version: string, tags: string): string {
	return `---\nname: ${name}\nversion: ${version}\nmodel: gpt-4-turbo\nowner: Ana\ndescription: Answers.\n${tags}---\nuser:\nAnswer {{ question }} for ${name} ${version}\n`;
}

suite('what a stage asks of one name, kind or tag', () => {
	let repository: TemporaryRepository;
	let ports: Ports;

	setup(() => {
		repository = TemporaryRepository.create();
		repository.write('stagemark.yaml', configuration);
		repository.write('prompts/plain.j2', text('plain', '1.0.0', ''));
		repository.write('prompts/bill.j2', text('billing/refund', '1.0.0', ''));
		repository.write('prompts/easy.j2', text('easy', '1.0.0', 'tags: [harmless]\n'));
		repository.write('prompts/grave.j2', text('grave', '1.0.0', 'tags: [critical]\n'));
		repository.commitAll('Four prompts');
		ports = createPorts(repository.root);
	});
	teardown(() => {
		ports.git.dispose();
		repository.dispose();
	});

	async function gates(name: string): Promise<readonly string[]> {
		const judged = await evaluateGates({ name, version: '1.0.0', to: 'Staging' }, ports, signal);
		if (!judged.ok) assert.fail(JSON.stringify(judged.failure));
		return judged.value.gates.map(({ gate }) => gate);
	}

	async function promote(name: string, override = false): Promise<string> {
		const lint = (): Promise<[]> => Promise.resolve([]);
		const moved = await promoteVersion(
			{ name, version: '1.0.0', to: 'Staging', reason: 'Because', override },
			{ ...ports, lint },
			signal,
		);
		return moved.ok ? 'moved' : JSON.stringify(moved.failure);
	}

	async function verified(): Promise<readonly string[]> {
		const facts = await loadWorkspace(ports.files, ports.git, signal);
		const { problems, claims } = await verifyWorkspace({ facts, files: ports.files, git: ports.git }, undefined, signal);
		const unchecked = claims.flatMap(({ claim, state, reason }) => (state === 'not-checked' ? [`${claim}: ${reason ?? ''}`] : []));
		return [...problems.map(({ message }) => message), ...unchecked];
	}

	test('gates come from the entries that match, and what always holds is asked of all', async () => {
		assert.deepEqual(await gates('plain'), ['metadata-complete', 'lint-clean']);
		assert.deepEqual(await gates('billing/refund'), ['metadata-complete', 'lint-clean']);
		assert.deepEqual(await gates('easy'), ['metadata-complete']);
		assert.deepEqual(await gates('grave'), ['metadata-complete', 'lint-clean', 'rate']);
	});

	test('a promotion needs the approvals of its entry', async () => {
		assert.equal(await promote('plain'), 'moved');
		assert.match(await promote('billing/refund'), /approvals-missing.*"required":1/);
		assert.match(await promote('grave'), /gates-failed/);
	});

	test('a request says how many approvals its entry asks for', async () => {
		for (const [name, required] of [
			['plain', 0],
			['billing/refund', 1],
			['grave', 2],
		] as const) {
			const asked = await requestPromotion({ name, version: '1.0.0', to: 'Staging', reason: 'Please' }, ports, signal);
			assert.equal(asked.ok && asked.value.missingApprovals, required, name);
			const facts = await loadWorkspace(ports.files, ports.git, signal);
			const registered = facts.registries.find(({ registry }) => registry.name === name)?.registry;
			assert.ok(registered !== undefined);
			assert.deepEqual(
				openRequests(registered, facts).map(standing => standing.required),
				[required],
			);
		}
	});

	test('verify holds a move to what was asked of it then, by its tags then', async () => {
		const moved = await promote('plain');
		assert.equal(moved, 'moved');
		assert.equal(await promote('easy'), 'moved');
		assert.deepEqual(await verified(), []);
		repository.write('prompts/plain.j2', text('plain', '1.0.0', 'tags: [critical]\n'));
		repository.write('prompts/easy.j2', text('easy', '1.0.0', ''));
		repository.commitAll('Other tags, later');
		assert.deepEqual(await verified(), []);
	});

	test('verify finds a move that its entry did not let through', async () => {
		repository.write('stagemark.yaml', '');
		assert.equal(await promote('grave'), 'moved');
		// The move is committed again on top of the configuration that asks for more.
		repository.git('reset', '--soft', 'HEAD~1');
		repository.write('stagemark.yaml', configuration);
		repository.commitAll('All at once');
		const found = (await verified()).join('\n');
		assert.match(found, /has 0 of the 2 approvals that stagemark\.yaml required/);
		assert.match(found, /lacks the outcome of metadata-complete, lint-clean, rate, which stagemark\.yaml required/);
	});

	test('verify accuses nobody where the tags that decide are not known', async () => {
		repository.write('prompts/later.j2', text('later', '1.0.0', ''));
		repository.commitAll('Without a tag');
		repository.write('prompts/later.j2', text('later', '1.0.0', 'tags: [critical]\n'));
		repository.commitAll('With a tag, and the same content');
		rmSync(join(repository.root, 'prompts/later.j2'));
		repository.commitAll('Gone');
		assert.equal(await promote('later', true), 'moved');
		const found = (await verified()).join('\n');
		assert.doesNotMatch(found, /approvals that stagemark|lacks the outcome/);
		assert.match(found, /approvals: the tags that 1\.0\.0 had cannot be read, and stagemark\.yaml asks more of some tags/);
	});
});
