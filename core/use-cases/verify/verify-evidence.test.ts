import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createPorts } from '../../../io/node-ports.ts';
import { samplesText, writeSampleWorkspace } from '../../../test/support/sample-workspace.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import { assertTranslated } from '../../../test/support/translation/assert-translated.ts';
import type { Ports } from '../../ports/ports.ts';
import { loadWorkspace } from '../../workspace/load-workspace.ts';
import { sealTransition } from '../../formats/registry/hash-chain.ts';
import { parseRegistry } from '../../formats/registry/parse-registry.ts';
import type { Transition } from '../../formats/registry/registry-file.ts';
import { mergeRegistries } from '../merge/merge-registries.ts';
import { changeAlias } from '../promote/change-alias.ts';
import { promoteVersion } from '../promote/promote-version.ts';
import { rollbackStage } from '../promote/rollback-stage.ts';
import { recordRun } from '../record/record-run.ts';
import type { Claim } from './claim.ts';
import { verifyWorkspace } from './verify-workspace.ts';

const signal = new AbortController().signal;
const registry = 'registry/code-generator.yaml';
const seriesText = '{"step": 1, "values": {"loss": 0.9}}\n{"step": 2, "values": {"loss": 0.5}}\n';

suite('evidence that a move was sealed with', () => {
	let repository: TemporaryRepository;
	let ports: Ports;
	let folder: string;

	setup(async () => {
		repository = TemporaryRepository.create();
		writeSampleWorkspace(repository);
		repository.write('in/series.jsonl', seriesText);
		repository.write('in/plot.txt', 'first\nsecond\n');
		repository.write('in/model.bin', Uint8Array.from([0, 13, 10, 1]));
		repository.commitAll('What an evaluation leaves');
		ports = createPorts(repository.root);
		folder = await record();
	});
	teardown(() => {
		ports.git.dispose();
		repository.dispose();
	});

	async function record(variant = 'v1'): Promise<string> {
		const recorded = await recordRun(
			{
				experiment: 'exp-001',
				variant,
				seed: 1,
				samplesFile: join(repository.root, 'in/samples.jsonl'),
				seriesFile: join(repository.root, 'in/series.jsonl'),
				artifactFiles: [join(repository.root, 'in/plot.txt'), join(repository.root, 'in/model.bin')],
			},
			ports,
			signal,
		);
		if (!recorded.ok) assert.fail(JSON.stringify(recorded.failure));
		return recorded.value.folder;
	}

	async function promote(version: string, to: string): Promise<void> {
		const promoted = await promoteVersion({ name: 'code-generator', version, to, reason: 'Because' }, ports, signal);
		if (!promoted.ok) assert.fail(JSON.stringify(promoted.failure));
	}

	async function evidence(): Promise<Pick<Claim, 'reason' | 'state'> & { readonly words: readonly string[] }> {
		const facts = await loadWorkspace(ports.files, ports.git, signal);
		const { claims, problems } = await verifyWorkspace(
			{ facts, files: ports.files, git: ports.git, signer: ports.signer },
			undefined,
			signal,
		);
		for (const { message } of problems) assertTranslated(message);
		const claim = claims.find(candidate => candidate.claim === 'evidence');
		assert.ok(claim !== undefined);
		return { state: claim.state, reason: claim.reason, words: problems.map(({ kind, message }) => `${kind}: ${message}`) };
	}

	function sealedRuns(): readonly Transition['runs'][] {
		const parsed = parseRegistry(registry, repository.read(registry));
		assert.deepEqual(parsed.problems, []);
		return parsed.value?.transitions.map(({ runs }) => runs) ?? [];
	}

	function edit(file: string, change: (bytes: Buffer) => string | Uint8Array): void {
		repository.write(`${folder}/${file}`, change(readFileSync(join(repository.root, folder, file))));
	}

	const edits: readonly (readonly [what: string, edit: () => void])[] = [
		['a better metric in run.json', () => edit('run.json', bytes => String(bytes).replace('"pass_rate": 0.5', '"pass_rate": 0.95'))],
		['another model in run.json', () => edit('run.json', bytes => String(bytes).replace('gpt-4-turbo', 'gpt-5-turbo'))],
		['a note in run.json', () => edit('run.json', bytes => String(bytes).replace('"notes": ""', '"notes": "checked"'))],
		['another score in samples.jsonl', () => edit('samples.jsonl', () => samplesText(2))],
		['an added sample', () => edit('samples.jsonl', bytes => `${String(bytes)}{"case": "c", "scores": {"pass_rate": 1}}\n`)],
		['a sample less', () => edit('samples.jsonl', bytes => String(bytes).split('\n')[0] ?? '')],
		['another value in series.jsonl', () => edit('series.jsonl', bytes => String(bytes).replace('0.5', '0.1'))],
		['another text of an artifact', () => edit('artifacts/plot.txt', bytes => String(bytes).replace('second', 'third'))],
		['one byte of a binary artifact', () => edit('artifacts/model.bin', () => Uint8Array.from([0, 13, 10, 2]))],
		['line ends of a binary artifact', () => edit('artifacts/model.bin', () => Uint8Array.from([0, 10, 1]))],
		['a deleted samples.jsonl', () => rmSync(join(repository.root, folder, 'samples.jsonl'))],
		['a deleted series.jsonl', () => rmSync(join(repository.root, folder, 'series.jsonl'))],
		['a deleted artifact', () => rmSync(join(repository.root, folder, 'artifacts/plot.txt'))],
	];
	for (const [what, change] of edits) {
		test(`is broken by ${what}, committed or not, and the run is named`, async () => {
			await promote('1.0.0', 'Staging');
			assert.equal((await evidence()).state, 'holds');
			change();
			for (const when of ['in the working tree', 'in a commit']) {
				const { state, words } = await evidence();
				assert.equal(state, 'broken', when);
				assert.equal(words.length, 1, words.join('\n'));
				assert.match(words[0] ?? '', /^changed-evidence: Transition 1 rests on run \d{8}T\d{6}Z-[0-9a-f]{6}, whose files are not/);
				assert.ok(words[0]?.includes(`Restore ${folder} from Git`));
				repository.commitAll('Tidy up');
			}
		});
	}

	test('holds with a checkout that has other line ends, and with feedback that came later', async () => {
		await promote('1.0.0', 'Staging');
		for (const file of ['run.json', 'samples.jsonl', 'series.jsonl', 'artifacts/plot.txt']) {
			edit(file, bytes => String(bytes).replaceAll('\n', '\r\n'));
		}
		repository.write(`${folder}/feedback.jsonl`, '{"case": "a", "by": "Ana <ana@example.com>", "rating": 1}\n');
		assert.deepEqual(await evidence(), { state: 'holds', reason: undefined, words: [] });
	});

	test('holds in a clone that Git itself gives CRLF', async () => {
		await promote('1.0.0', 'Staging');
		const clone = join(repository.root, 'clone');
		repository.git(
			'-c',
			'core.autocrlf=true',
			'clone',
			'--quiet',
			'--config',
			'core.autocrlf=true',
			`file://${repository.root}`,
			clone,
		);
		assert.match(readFileSync(join(clone, folder, 'samples.jsonl'), 'utf8'), /\r\n/);
		const there = createPorts(clone);
		try {
			const facts = await loadWorkspace(there.files, there.git, signal);
			const { claims } = await verifyWorkspace(
				{ facts, files: there.files, git: there.git, signer: there.signer },
				undefined,
				signal,
			);
			assert.equal(claims.find(({ claim }) => claim === 'evidence')?.state, 'holds');
		} finally {
			there.git.dispose();
		}
	});

	test('is not checked where an earlier version wrote no more than the ids, and the file still reads', async () => {
		await promote('1.0.0', 'Staging');
		const [transition] = parseRegistry(registry, repository.read(registry)).value?.transitions ?? [];
		assert.ok(transition !== undefined);
		const { digest, previous, ...content } = transition;
		assert.equal(previous, '');
		assert.notEqual(digest, '');
		const old = sealTransition({ ...content, runs: [folder.split('/').at(-1) ?? ''] }, undefined);
		const text = repository.read(registry);
		repository.write(registry, `${text.slice(0, text.indexOf('transitions:'))}transitions: ${JSON.stringify([old])}\n`);
		repository.git('update-ref', '-d', 'HEAD');
		repository.commitAll('As an earlier version left it');
		const { state, reason, words } = await evidence();
		assert.deepEqual([state, words.filter(word => !word.startsWith('missing-tag'))], ['not-checked', []]);
		assert.match(reason ?? '', /^earlier versions of Stagemark recorded which runs/);
		await promote('1.0.0', 'Production');
		assert.deepEqual(sealedRuns()[0], old.runs, 'what was sealed stays as it was');
		assert.notDeepEqual(sealedRuns()[1], old.runs, 'the next move seals the files');
	});

	test('goes through the next stage, a rollback, an alias and a merge as it was sealed', async () => {
		await record('v2');
		await promote('1.0.0', 'Staging');
		const [first] = sealedRuns();
		await promote('1.0.0', 'Production');
		await promote('2.0.0', 'Production');
		const back = await rollbackStage({ name: 'code-generator', reason: 'It got worse' }, ports, signal);
		assert.ok(back.ok);
		const alias = await changeAlias({ name: 'code-generator', alias: 'champion', version: '1.0.0', reason: 'Best' }, ports, signal);
		assert.ok(alias.ok);
		const runs = sealedRuns();
		assert.deepEqual([runs[0], runs[1], runs.at(-3)], [first, first, first]);
		assert.equal((await evidence()).state, 'holds');
	});

	test('stays with an entry that is replayed behind those of another branch', async () => {
		const second = await record('v2');
		await promote('1.0.0', 'Archived');
		const base = repository.read(registry);
		await promote('1.0.0', 'Staging');
		const ours = repository.read(registry);
		repository.git('reset', '--quiet', '--hard', 'HEAD~1');
		await promote('2.0.0', 'Staging');
		const theirs = repository.read(registry);
		const { config } = await loadWorkspace(ports.files, ports.git, signal);
		const merged = mergeRegistries(
			{ path: registry, base, ours, theirs },
			{ config, keep: 'ours', by: 'Ana <ana@example.com>', at: '2026-01-01T00:00:00Z' },
		);
		if (!merged.ok) assert.fail(JSON.stringify(merged.failure));
		repository.write(registry, merged.value.text);
		const replayed = parseRegistry(registry, merged.value.text).value?.transitions.find(entry => entry.replayed_from !== undefined);
		assert.deepEqual(replayed?.runs, parseRegistry(registry, theirs).value?.transitions.at(-1)?.runs);
		assert.equal((await evidence()).state, 'holds');
		repository.write(`${second}/samples.jsonl`, samplesText(2));
		const { state, words } = await evidence();
		assert.equal(state, 'broken');
		assert.match(words.find(word => word.startsWith('changed-evidence')) ?? '', /^changed-evidence: Transition 3 /);
	});
});
