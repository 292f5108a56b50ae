import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPorts } from '../../../io/node-ports.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import type { Ports } from '../../ports/ports.ts';
import { recordRun } from '../record/record-run.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';
import { loadWorkspace } from '../../workspace/load-workspace.ts';
import { resolveSubject } from '../../workspace/subject.ts';
import { evaluateGates } from './evaluate-gates.ts';
import { sealTransition } from '../../formats/registry/hash-chain.ts';
import { parseRegistry } from '../../formats/registry/parse-registry.ts';
import { promoteVersion } from './promote-version.ts';
import type { AskedMove } from './move.ts';
import type { Registry } from '../../formats/registry/registry-file.ts';
import { requestPromotion } from '../review/request-promotion.ts';
import { answerRequest } from '../review/review-request.ts';
import { rollbackStage } from './rollback-stage.ts';
import { staleEvidence } from '../verify/stale-evidence.ts';
import { verifyWorkspace } from '../verify/verify-workspace.ts';

const signal = new AbortController().signal;

const card = (version: string, more = ''): string =>
	`---\nname: answerer\nversion: ${version}\ndescription: Answers.\nowner: team-a\nprovider: openai\nmodel: gpt-x-${version}\nlicense: other\nlimits: {context_tokens: 8000}\n${more}---\n# Answerer\n\nFor questions.\n`;
const draft = (version: string, words: string): string =>
	`---\nname: draft\nversion: ${version}\ninputs:\n  topic: {type: string}\n---\nuser:\n${words} {{ topic }}.\n`;
const pipeline = (version: string, prompt = 'draft@1.0.0'): string =>
	`name: rag\nversion: ${version}\nowner: team-a\ndescription: Answers with sources.\nsteps:\n  - {id: find, embedding: handbook@1.0.0}\n  - {id: write, prompt: ${prompt}, model: answerer@1.0.0}\n`;

suite('promoting models and pipelines', () => {
	let repository: TemporaryRepository;
	let ports: Ports;

	setup(() => {
		repository = TemporaryRepository.create();
		repository.write('stagemark.yaml', 'promotion:\n  Production: {require: [fresh-evidence, metadata-complete]}\n');
		repository.write('models/answerer.md', card('1.0.0'));
		repository.write('embeddings/handbook.yaml', 'name: handbook\nversion: 1.0.0\nmodel: embed-3\ndimension: 8\n');
		repository.write('prompts/draft-v1.0.0.j2', draft('1.0.0', 'Write about'));
		repository.write('pipelines/rag.yaml', pipeline('1.0.0'));
		repository.write(
			'experiments/e/methodology.yaml',
			'id: exp-1\nvariants:\n  whole: {prompt: rag@1.0.0, baseline: true}\n  model: {prompt: answerer@1.0.0}\nmetrics: {quality: {primary: true}}\n',
		);
		repository.commitAll('Start');
		ports = createPorts(repository.root);
	});
	teardown(() => {
		ports.git.dispose();
		repository.dispose();
	});

	function be(name: string): void {
		repository.git('config', 'user.name', name);
		repository.git('config', 'user.email', `${name.toLowerCase()}@example.com`);
	}

	async function promote(name: string, version: string, to: string, more: Partial<AskedMove> = {}): Promise<void> {
		const promoted = await promoteVersion({ name, version, to, reason: 'Because', ...more }, ports, signal);
		if (!promoted.ok) assert.fail(JSON.stringify(promoted.failure));
	}

	async function record(variant: string): Promise<RunRecord> {
		const metricsFile = join(repository.root, '.git', 'metrics.json');
		writeFileSync(metricsFile, '{"quality": 0.9}');
		const recorded = await recordRun({ experiment: 'exp-1', variant, metricsFile }, ports, signal);
		if (!recorded.ok) assert.fail(JSON.stringify(recorded.failure));
		return recorded.value.record;
	}

	async function problems(): Promise<readonly string[]> {
		const facts = await loadWorkspace(ports.files, ports.git, signal);
		const verified = await verifyWorkspace({ facts, files: ports.files, git: ports.git, signer: ports.signer }, undefined, signal);
		return verified.problems.map(({ name, kind, message }) => `${name} ${kind}: ${message}`);
	}

	async function stale(): Promise<readonly string[]> {
		const facts = await loadWorkspace(ports.files, ports.git, signal);
		return staleEvidence(facts, undefined).map(({ message }) => message);
	}

	function registryOf(name: string): Registry {
		const { value, problems: found } = parseRegistry('', repository.read(`registry/${name}.yaml`));
		assert.ok(value !== undefined);
		assert.deepEqual(found, []);
		return value;
	}

	test('a model without runs is held back as not evaluated, and so is a pipeline', async () => {
		repository.write('stagemark.yaml', 'promotion:\n  Production:\n    gates: [{metric: quality, min: 0.5}]\n');
		for (const name of ['answerer', 'rag']) {
			const report = await evaluateGates({ name, version: '1.0.0', to: 'Production' }, { ...ports, isTrusted: true }, signal);
			if (!report.ok) assert.fail(JSON.stringify(report.failure));
			assert.equal(report.value.passed, false);
			assert.deepEqual(
				report.value.gates.map(({ gate, outcome, detail }) => `${gate} ${outcome}: ${detail ?? ''}`),
				[`quality inconclusive: No completed run evaluated exactly the content of ${name} 1.0.0. Run its experiment.`],
			);
		}
	});

	test('a model goes from its card to Production on a run of its own, and back', async () => {
		const run = await record('model');
		assert.equal(run.prompt?.kind, 'model');
		assert.equal(run.model, 'gpt-x-1.0.0');
		await promote('answerer', '1.0.0', 'Staging');
		await promote('answerer', '1.0.0', 'Production');
		const first = registryOf('answerer');
		assert.equal(first.kind, 'model');
		assert.deepEqual(first.stages, { Production: '1.0.0' });
		assert.equal(first.transitions.at(-1)?.prompt_sha256, run.prompt.sha256);
		assert.deepEqual(
			first.transitions.at(-1)?.gates?.map(({ gate, outcome }) => `${gate} ${outcome}`),
			['fresh-evidence passed', 'metadata-complete passed'],
		);
		assert.match(repository.git('tag'), /^answerer\/v1\.0\.0$/m);
		assert.deepEqual(await problems(), []);

		repository.write('models/answerer.md', card('1.1.0'));
		repository.commitAll('Take the newer model');
		await promote('answerer', '1.1.0', 'Production', { override: true });
		assert.deepEqual(await problems(), []);
		const back = await rollbackStage({ name: 'answerer', reason: 'Wrong answers' }, ports, signal);
		if (!back.ok) assert.fail(JSON.stringify(back.failure));
		assert.deepEqual(registryOf('answerer').stages, { Production: '1.0.0' });
		assert.deepEqual(await problems(), []);
		const facts = await loadWorkspace(ports.files, ports.git, signal);
		const resolved = resolveSubject({ name: 'answerer', selector: 'Production' }, facts);
		assert.equal(resolved.kind === 'found' && resolved.subject.contentHash, run.prompt.sha256);
	});

	test('what a card says must be complete, by the fields of its kind', async () => {
		repository.write('models/answerer.md', card('1.0.0').replace('license: other\n', ''));
		const report = await evaluateGates({ name: 'answerer', version: '1.0.0', to: 'Production' }, { ...ports, isTrusted: true }, signal);
		if (!report.ok) assert.fail(JSON.stringify(report.failure));
		const outcome = report.value.gates.find(({ gate }) => gate === 'metadata-complete');
		assert.equal(outcome?.outcome, 'failed');
		assert.equal(outcome.detail, 'models/answerer.md has no license. Add what is missing to the front matter.');
	});

	test('a registered model whose card changed is found by verify, and its prose may change', async () => {
		await promote('answerer', '1.0.0', 'Staging');
		repository.write('models/answerer.md', card('1.0.0').replace('For questions.', 'For questions about holidays.'));
		assert.deepEqual(await problems(), []);
		repository.write('models/answerer.md', card('1.0.0', 'revision: abc\n'));
		assert.deepEqual(await problems(), [
			'answerer content-mismatch: The content of version 1.0.0 changed after registration. Restore it from Git and give the new content a new version.',
		]);
	});

	test('a pipeline goes to Production with its members, and a member that changes makes its evidence stale', async () => {
		const run = await record('whole');
		assert.equal(run.prompt?.kind, 'pipeline');
		await promote('rag', '1.0.0', 'Production');
		const registered = registryOf('rag');
		assert.equal(registered.kind, 'pipeline');
		assert.deepEqual(
			registered.versions['1.0.0']?.members?.map(({ kind, reference, version }) => `${kind} ${reference} ${version ?? ''}`),
			['embedding handbook@1.0.0 1.0.0', 'prompt draft@1.0.0 1.0.0', 'model answerer@1.0.0 1.0.0'],
		);
		assert.deepEqual([await problems(), await stale()], [[], []]);

		repository.write('prompts/draft-v1.0.0.j2', draft('1.0.0', 'Write a poem about'));
		assert.deepEqual(await stale(), [
			'rag 1.0.0 in Production differs from what was evaluated: the content of prompt draft@1.0.0 changed after the promotion. Restore it from Git, or give the new content a new version and evaluate that.',
		]);
		assert.deepEqual(await problems(), [
			'rag content-mismatch: Version 1.0.0 contains the prompt draft@1.0.0, whose content changed after registration. Restore it from Git and give the new content a new version.',
		]);
	});

	test('a member that is named by its stage may move on, which makes evidence stale and breaks no record', async () => {
		await promote('draft', '1.0.0', 'Staging');
		repository.write('pipelines/rag.yaml', pipeline('1.0.0', 'draft@Staging'));
		repository.commitAll('Follow the stage');
		await record('whole');
		await promote('rag', '1.0.0', 'Production');
		repository.write('prompts/draft-v1.1.0.j2', draft('1.1.0', 'Write much about'));
		repository.commitAll('Write more');
		await promote('draft', '1.1.0', 'Staging');
		assert.deepEqual(await problems(), []);
		assert.match((await stale()).join('\n'), /^rag 1\.0\.0 in Production .*the content of prompt draft@Staging changed/);
	});

	test('a pipeline rolls back to a version that only Git has', async () => {
		await promote('rag', '1.0.0', 'Production', { override: true });
		repository.write('prompts/draft-v1.1.0.j2', draft('1.1.0', 'Write much about'));
		repository.write('pipelines/rag.yaml', pipeline('1.1.0', 'draft@1.1.0'));
		repository.commitAll('Write more');
		await promote('rag', '1.1.0', 'Production', { override: true });
		const back = await rollbackStage({ name: 'rag', reason: 'Too long' }, ports, signal);
		if (!back.ok) assert.fail(JSON.stringify(back.failure));
		assert.deepEqual(registryOf('rag').stages, { Production: '1.0.0' });
		assert.deepEqual([await problems(), await stale()], [[], []]);
	});

	test('who wrote a pipeline may not approve it', async () => {
		repository.write('stagemark.yaml', 'promotion:\n  Production: {approvals: 1}\n');
		repository.commitAll('Ask for approval');
		be('Bruno');
		const asked = await requestPromotion({ name: 'rag', version: '1.0.0', to: 'Production', reason: 'Now' }, ports, signal);
		if (!asked.ok) assert.fail(JSON.stringify(asked.failure));
		const answer = { name: 'rag', request: asked.value.request.id, verdict: 'approve', reason: 'Good' } as const;
		be('Ana');
		const refused = await answerRequest(answer, ports, signal);
		assert.equal(!refused.ok && refused.failure.kind === 'review-refused' && refused.failure.objection, 'by-author');
		be('Clara');
		const approved = await answerRequest(answer, ports, signal);
		if (!approved.ok) assert.fail(JSON.stringify(approved.failure));
		be('Bruno');
		await promote('rag', '1.0.0', 'Production');
		assert.equal(registryOf('rag').transitions.at(-1)?.approvals?.[0]?.by, 'Clara <clara@example.com>');
		assert.deepEqual(await problems(), []);
	});

	test('a move into a stage with gates that was written by hand is found', async () => {
		repository.write('stagemark.yaml', '');
		repository.commitAll('Ask for nothing');
		await promote('rag', '1.0.0', 'Staging');
		repository.write('stagemark.yaml', 'promotion:\n  Production: {require: [metadata-complete]}\n');
		repository.commitAll('Ask for metadata');
		assert.deepEqual(await problems(), [], 'a move from before the gates');
		const { transitions } = registryOf('rag');
		const forged = sealTransition(
			{ at: '2025-02-01T09:00:00Z', by: 'Eve <eve@example.com>', version: '1.0.0', from: 'Staging', to: 'Production', reason: 'x' },
			transitions.at(-1),
		);
		const text = repository
			.read('registry/rag.yaml')
			.replaceAll('Staging: 1.0.0', 'Production: 1.0.0')
			.replace('stage: Staging', 'stage: Production');
		const lines = Object.entries(forged).map(([key, value]) => `    ${key}: ${JSON.stringify(value)}`);
		repository.write('registry/rag.yaml', `${text}${lines.join('\n').replace(/^ {4}/, '  - ')}\n`);
		repository.commitAll('Release');
		const found = (await problems()).filter(problem => problem.includes('missing-gates'));
		assert.deepEqual(found, [
			'rag missing-gates: Transition 2 (1.0.0 to Production) lacks the outcome of metadata-complete, which stagemark.yaml required, and is not an override. Only “stagemark promote”, which records the gates, may move a version into this stage. Restore the file from Git, or promote the version again.',
		]);
	});
});
