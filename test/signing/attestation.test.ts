import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attestPromotion } from '../../core/use-cases/attest/attest-promotion.ts';
import { checkDeployment } from '../../core/use-cases/attest/check-deployment.ts';
import { exportManifest } from '../../core/use-cases/manifest/export-manifest.ts';
import type { Manifest } from '../../core/formats/manifest/manifest.ts';
import type { Envelope } from '../../core/formats/signing/dsse-envelope.ts';
import { loadWorkspace } from '../../core/workspace/load-workspace.ts';
import { runCommandLine } from '../support/command-line.ts';
import { SigningTeam } from '../support/signing-team.ts';
import type { Mark } from '../support/signing-team.ts';

const attestation = 'attestations/greeter@1.0.0.json';
const bom = 'attestations/greeter@1.0.0.cdx.json';

const experiment = `id: exp-001
dataset: {path: datasets/cases.jsonl}
variants:
  v1: {prompt: greeter@1.0.0, model: gpt-4-turbo, baseline: true}
metrics:
  pass_rate: {goal: maximize, primary: true}
`;

const card = `---
name: gpt
model: gpt-4-turbo
license: apache-2.0
limits: {context_tokens: 1000}
---
`;

suite('an attestation', function () {
	this.timeout(120_000);
	let team: SigningTeam;
	let attested: Mark;
	/** A folder that is no repository, with the list of signers. */
	const elsewhere = mkdtempSync(join(tmpdir(), 'stagemark-deployment-'));

	suiteSetup(async () => {
		team = new SigningTeam();
		const { repository } = team;
		repository.write('models/gpt.md', card);
		repository.write('datasets/cases.jsonl', '{"case": "a"}\n');
		repository.write('experiments/2026-03/exp-001-greeting/methodology.yaml', experiment);
		repository.write('in/samples.jsonl', '{"case": "a", "scores": {"pass_rate": 1}}\n');
		repository.commitAll('An experiment');
		const options = ['--experiment', 'exp-001', '--variant', 'v1', '--samples', 'in/samples.jsonl'];
		const recorded = runCommandLine(repository.root, ['record', ...options]);
		assert.equal(recorded.exitCode, 0, recorded.stderr);
		await team.honest();
		team.be('clara');
		assert.equal(await attest('1.0.0'), 'done');
		attested = team.mark();
		copyFileSync(join(repository.root, 'registry/allowed_signers'), join(elsewhere, 'signers'));
		copyFileSync(join(repository.root, attestation), join(elsewhere, 'attestation.json'));
		copyFileSync(join(repository.root, bom), join(elsewhere, 'bom.json'));
	});

	setup(() => team.backTo(attested));

	suiteTeardown(() => {
		team.dispose();
		rmSync(elsewhere, { recursive: true, force: true });
	});

	async function attest(version: string): Promise<string> {
		const done = await attestPromotion({ name: 'greeter', version }, team.ports, team.signal);
		return done.ok ? 'done' : done.failure.kind;
	}

	function envelope(): Envelope {
		return JSON.parse(team.repository.read(attestation)) as Envelope;
	}

	async function check(
		value: unknown,
		stage?: string,
		list = team.repository.read('registry/allowed_signers'),
	): Promise<readonly string[]> {
		const signers = { path: 'signers', text: list, unchecked: undefined };
		const checked = await checkDeployment(
			JSON.stringify(value),
			{ stage },
			{ signers, signer: team.ports.signer, signal: team.signal },
		);
		return checked === undefined ? ['neither'] : checked.problems;
	}

	async function manifest(): Promise<Manifest> {
		const facts = await loadWorkspace(team.ports.files, team.ports.git, team.signal);
		const exported = await exportManifest({ facts, files: team.ports.files, git: team.ports.git }, team.signal);
		assert.ok(exported.ok);
		return exported.value;
	}

	/** The same envelope around another statement, its signature as it was. */
	function changed(change: (statement: string) => string): Envelope {
		const before = Buffer.from(envelope().payload, 'base64').toString();
		const after = change(before);
		assert.notEqual(after, before);
		return { ...envelope(), payload: Buffer.from(after).toString('base64') };
	}

	test('is checked outside of any repository, by the list of signers alone', () => {
		const run = runCommandLine(elsewhere, [
			'verify-attestation',
			'attestation.json',
			'--signers',
			'signers',
			'--stage',
			'Production',
			'--strict',
		]);
		assert.match(
			run.stdout,
			/^greeter@1\.0\.0 in Production, attested by clara <clara@example\.com> at .*: signed by clara@example\.com$/m,
		);
		assert.match(run.stdout, /^ {2}approval by bruno <bruno@example\.com>: signed by bruno@example\.com$/m);
		assert.match(run.stdout, /^1 attestation checked: every signature is good\.$/m);
		assert.equal(run.exitCode, 0, run.stderr);
	});

	test('ssh-keygen alone checks it', () => {
		const { payload, payloadType, signatures } = envelope();
		const text = Buffer.from(payload, 'base64');
		const { by, at } = (JSON.parse(text.toString()) as { predicate: { by: string; at: string } }).predicate;
		assert.equal(by, 'clara <clara@example.com>');
		const lines = signatures[0].sig.replace(/(.{70})/g, '$1\n');
		writeFileSync(join(elsewhere, 'sig'), `-----BEGIN SSH SIGNATURE-----\n${lines}\n-----END SSH SIGNATURE-----\n`);
		const input = Buffer.concat([Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${text.length} `), text]);
		const question = ['-Y', 'verify', '-f', join(elsewhere, 'signers'), '-I', 'clara@example.com', '-n', 'stagemark'];
		const time = `-Overify-time=${at.replace(/[-:TZ]/g, '')}`;
		const options = { input, encoding: 'utf8', env: { ...process.env, TZ: 'UTC' } } as const;
		const said = execFileSync('ssh-keygen', [...question, '-s', join(elsewhere, 'sig'), time], options);
		assert.match(said, /^Good "stagemark" signature for clara@example\.com/);
		const listed = execFileSync('ssh-keygen', ['-lf', join(team.keys, 'clara.pub')], { encoding: 'utf8' });
		assert.equal(signatures[0].keyid, listed.split(' ')[1]);
	});

	test('the DSSE library of in-toto takes it, and the schema of CycloneDX takes its bill of materials', () => {
		const script = join(process.cwd(), 'test/signing/read_attestation.py');
		const files = ['attestation.json', 'signers', 'bom.json'].map(name => join(elsewhere, name));
		const said = execFileSync(process.env['STAGEMARK_PYTHON'] ?? 'python3', [script, ...files], { encoding: 'utf8' });
		assert.deepEqual(JSON.parse(said), {
			type: 'application/vnd.in-toto+json',
			statement: 'https://in-toto.io/Statement/v1',
			accepted: 1,
			forged: 'VerificationError',
			bom: null,
		});
	});

	test('its bill of materials has the model with licence and results, and the data set by its hash', () => {
		const { metadata, components } = JSON.parse(team.repository.read(bom)) as {
			metadata: { component: { name: string; version: string } };
			components: readonly { name: string; licenses?: unknown; modelCard?: unknown; hashes?: unknown }[];
		};
		assert.deepEqual([metadata.component.name, metadata.component.version], ['greeter', '1.0.0']);
		const [model, dataset] = components;
		assert.deepEqual([model?.name, model?.licenses], ['gpt-4-turbo', [{ license: { id: 'Apache-2.0' } }]]);
		assert.match(JSON.stringify(model?.modelCard), /"type":"pass_rate","value":"1","slice":"variant v1, run /);
		const content = createHash('sha256').update('{"case": "a"}\n').digest('hex');
		assert.deepEqual([dataset?.name, dataset?.hashes], ['datasets/cases.jsonl', [{ alg: 'SHA-256', content }]]);
	});

	const forgeries: readonly (readonly [title: string, make: () => unknown, named: RegExp])[] = [
		[
			'another reason',
			() => changed(text => text.replace('Approved', 'Wanted')),
			/does not count: the signature is for something else/,
		],
		['another content', () => changed(text => text.replace(/"sha256":"[0-9a-f]{8}/, '"sha256":"00000000')), /does not count/],
		[
			'another stage',
			() => changed(text => text.replaceAll('"stage":"Production"', '"stage":"Staging"')),
			/The approval of .* does not count/,
		],
		['another person', () => changed(text => text.replaceAll('clara', 'bruno')), /does not count: the signature is for something else/],
		['a key written twice', () => changed(text => text.replace('{"_type"', '{"_type":"x","_type"')), /^neither$/],
		['a statement with white space', () => changed(text => text.replace('{', '{ ')), /^neither$/],
		['another type', () => ({ ...envelope(), payloadType: 'text/plain' }), /^neither$/],
		['no signature', () => ({ ...envelope(), signatures: [] }), /^neither$/],
		[
			'a signature of ten megabytes',
			() => ({ ...envelope(), signatures: [{ keyid: '', sig: 'A'.repeat(10_000_000) }] }),
			/longer than any/,
		],
		['a signature that is none', () => ({ ...envelope(), signatures: [{ keyid: '', sig: 'AAAA' }] }), /it is not an SSH signature/],
		['bytes that are no text', () => ({ ...envelope(), payload: '/////w==' }), /^neither$/],
	];
	for (const [title, make, named] of forgeries) {
		test(`with ${title} is refused`, async () =>
			assert.match((await check(make())).join('\n') || 'nothing', new RegExp(named.source, 'm')));
	}

	test('counts only for its stage, and only for keys in the list', async () => {
		assert.deepEqual(await check(envelope(), 'Production'), []);
		assert.deepEqual(await check(envelope(), 'Staging'), ['greeter@1.0.0 is attested for Production, not for Staging.']);
		const list = team.repository.read('registry/allowed_signers').split('\n');
		const without = (person: string): string => list.filter(line => !line.startsWith(person)).join('\n');
		assert.match(
			(await check(envelope(), undefined, without('clara'))).join(),
			/^The attestation of greeter@1\.0\.0 does not count: no key of clara/,
		);
		assert.match(
			(await check(envelope(), undefined, without('bruno'))).join(),
			/^The approval of greeter@1\.0\.0 by bruno .* no key of bruno/,
		);
		assert.match(
			(await check(envelope(), undefined, `${list.join('\n')}\nana@example.com\n`)).join(),
			/^signers: Line 4 does not name a person/,
		);
	});

	test('is in the manifest, which is refused as soon as it serves anything else', async () => {
		const whole = await manifest();
		const versions = whole.names['greeter']?.versions ?? {};
		const served = versions['1.0.0'];
		assert.ok(served?.prompt);
		const withVersion = (version: object): unknown => ({
			...whole,
			names: { greeter: { ...whole.names['greeter'], versions: { '1.0.0': { ...served, ...version } } } },
		});
		assert.deepEqual(await check(whole), []);
		assert.deepEqual(await check(whole, 'Staging'), ['The manifest has no version to check, so nothing is attested.']);
		const messages = [{ role: 'user', text: 'Obey' }];
		const other = 'greeter@1.0.0 is not what was attested: the manifest serves another content. Export it again.';
		assert.deepEqual(await check(withVersion({ prompt: { ...served.prompt, messages } })), [other]);
		assert.deepEqual(await check(withVersion({ prompt: { ...served.prompt, parameters: { temperature: 2 } } })), [other]);
		assert.deepEqual(await check(withVersion({ prompt: undefined })), [other]);
		assert.deepEqual(await check(withVersion({ attestation: undefined })), [
			'greeter@1.0.0 is not attested. Run “stagemark attest greeter@1.0.0”, then export the manifest again.',
		]);
		const renamed = { ...whole, names: { other: whole.names['greeter'] } };
		assert.deepEqual(await check(renamed), ['other@1.0.0 carries the attestation of greeter@1.0.0.']);
	});

	test('is refused for what is not promoted, not known, not whole, and to who may not sign', async () => {
		assert.equal(await attest('9.9.9'), 'attested-unknown');
		team.be('ana');
		assert.equal(await attest('1.0.0'), 'signature-refused');
		team.be('clara');
		team.edit(team.registry, text => text.replace('reason: Approved', 'reason: Wanted'));
		team.repository.commitAll('forge');
		assert.equal(await attest('1.0.0'), 'attested-broken');
	});
});
