import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOfSigners, signersStatement } from '../../core/formats/signing/signers-log.ts';
import type { SignersVersion } from '../../core/formats/signing/signers-log.ts';
import { statementText } from '../../core/formats/signing/statement.ts';
import type { SignatureAnswer, SignedText } from '../../core/ports/signer.ts';
import { createSeededRandom } from '../../core/statistics/resampling/seeded-random.ts';
import { judgeSigners } from '../../core/workspace/signing/judge-signers.ts';
import { SshSigner } from '../../io/signing/ssh-signer.ts';

const person = 'Ana <ana@example.com>';
const folder = mkdtempSync(join(tmpdir(), 'stagemark-chain-'));
/** It keeps its answers, so that a link that several chains share is checked once. */
const signer = new SshSigner(folder);

function check(claim: SignedText): Promise<SignatureAnswer> {
	return signer.check(claim, new AbortController().signal);
}

type Key = 'ana' | 'bo';

function publicKey(key: Key): string {
	return readFileSync(join(folder, `${key}.pub`), 'utf8').trim();
}

function signedAfter(before: SignersVersion, version: SignersVersion, key: Key = 'ana'): SignersVersion {
	const input = statementText(signersStatement(before, version));
	const question = ['-q', '-Y', 'sign', '-n', 'stagemark', '-f', join(folder, key)];
	const signature = execFileSync('ssh-keygen', question, { input, encoding: 'utf8', stdio: 'pipe' });
	return { ...version, signature };
}

function line(random: () => number): string {
	return `p${Math.floor(random() * 1e9)}@example.com ${publicKey('bo')}\n`;
}

/** Several versions, each with another line, each signed by Ana. */
function honestChain(seed: number): Chain {
	const random = createSeededRandom(seed);
	const text = `ana@example.com ${publicKey('ana')}\ncy@example.com ${publicKey('bo')}\n`;
	const root = { text, at: '2026-03-01T10:00:00Z', by: person, reason: '' };
	const chain: Chain = [root];
	let before: SignersVersion = root;
	for (let minute = 1; minute <= 3 + Math.floor(random() * 2); minute += 1) {
		const at = `2026-03-01T10:0${minute}:00Z`;
		before = signedAfter(before, { text: before.text + line(random), at, by: person, reason: String(random()) });
		chain.push(before);
	}
	return chain;
}

type Chain = [SignersVersion, ...SignersVersion[]];

type Change = (chain: readonly SignersVersion[], position: number, random: () => number) => readonly SignersVersion[];

const changes: readonly (readonly [title: string, change: Change])[] = [
	['another text', (chain, position, random) => altered(chain, position, version => ({ text: version.text + line(random) }))],
	['another reason', (chain, position) => altered(chain, position, ({ reason }) => ({ reason: `${reason}!` }))],
	['another time', (chain, position) => altered(chain, position, () => ({ at: '2026-03-01T11:00:00Z' }))],
	['another person', (chain, position) => altered(chain, position, () => ({ by: 'Bo <bo@example.com>' }))],
	[
		'the key of another person who may sign',
		(chain, position) => chain.map((version, index) => (index === position ? bySomebodyElse(chain, position) : version)),
	],
	['no signature', (chain, position) => altered(chain, position, () => ({ signature: undefined }))],
	[
		'the signature of its neighbour',
		(chain, position) => altered(chain, position, () => ({ signature: chain.at(position - 1)?.signature })),
	],
	['a version before it that is gone', (chain, position) => chain.toSpliced(position - 1, 1)],
	[
		'a version between that nobody signed',
		(chain, position, random) => chain.toSpliced(position, 0, unsignedCopy(chain, position, random)),
	],
];

function altered(
	chain: readonly SignersVersion[],
	position: number,
	change: (version: SignersVersion) => Partial<SignersVersion>,
): readonly SignersVersion[] {
	return chain.map((version, index) => (index === position ? { ...version, ...change(version) } : version));
}

function bySomebodyElse(chain: readonly SignersVersion[], position: number): SignersVersion {
	const [before, version] = [chain[position - 1], chain[position]];
	assert.ok(before && version);
	return signedAfter(before, version, 'bo');
}

function unsignedCopy(chain: readonly SignersVersion[], position: number, random: () => number): SignersVersion {
	const before = chain[position - 1];
	assert.ok(before);
	return { text: before.text + line(random), at: before.at, by: person, reason: '' };
}

suite('a list of signers, with real keys', function () {
	this.timeout(120_000);
	const seeds = [1, 2, 3] as const;
	const chains = new Map<number, Chain>();

	suiteSetup(() => {
		for (const key of ['ana', 'bo']) execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, key)]);
		for (const seed of seeds) chains.set(seed, honestChain(seed));
	});

	suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

	function chainOf(seed: number): Chain {
		const chain = chains.get(seed);
		assert.ok(chain);
		return chain;
	}

	test('every chain in which each version is signed by the one before holds, and its last version is in force', async () => {
		for (const seed of seeds) {
			const chain = chainOf(seed);
			const judged = await judgeSigners(chain, check);
			assert.deepEqual(judged, { root: digestOfSigners(chain[0].text), inForce: chain.at(-1), problems: [], unchecked: undefined });
		}
	});

	for (const [title, change] of changes) {
		test(`${title} ends a chain where it is, whatever is behind it`, async () => {
			for (const seed of seeds) {
				const random = createSeededRandom(seed * 100);
				const chain = chainOf(seed);
				const position = 2 + Math.floor(random() * (chain.length - 2));
				const [first, ...later] = change(chain, position, random);
				assert.ok(first);
				const { inForce, problems } = await judgeSigners([first, ...later], check);
				assert.equal(problems.length, 1, `seed ${seed}`);
				assert.match(problems[0] ?? '', /^Version \d+ of allowed_signers .* does not count: /);
				const last = title.endsWith('gone') ? position - 2 : position - 1;
				assert.deepEqual(inForce, chain[last], `seed ${seed}`);
			}
		});
	}

	test('another first version is another root', async () => {
		const chain = chainOf(1);
		const { root, problems } = await judgeSigners([{ ...chain[0], text: `# Copied\n${chain[0].text}` }, ...chain.slice(1)], check);
		assert.notEqual(root, digestOfSigners(chain[0].text));
		assert.match(problems[0] ?? '', /^Version 2 of allowed_signers/);
	});

	test('a clock that ran backwards between two changes is named with both times', async () => {
		const chain = chainOf(2);
		const early = signedAfter(chain[0], { ...chain[0], text: `${chain[0].text}# later\n`, at: '2026-03-01T09:59:59Z' });
		const { inForce, problems } = await judgeSigners([chain[0], early], check);
		assert.deepEqual(inForce, chain[0]);
		assert.match(
			problems[0] ?? '',
			/\(2026-03-01T09:59:59Z, .*\) does not count: it claims to be older than the version before, which is of 2026-03-01T10:00:00Z\./,
		);
	});

	for (const wrong of [
		'ana@example.com',
		'ana@example.com ssh-ed25519',
		'ana@example.com namespaces="stagemark ssh-ed25519 AAAA',
		'\0\0\0',
	]) {
		test(`a line that OpenSSH does not understand is named by its number: ${JSON.stringify(wrong)}`, async () => {
			const root = { text: `# Who may sign\nana@example.com ssh-ed25519 AAAA\n${wrong}\n`, at: '', by: '', reason: '' };
			const { problems } = await judgeSigners([root], check);
			assert.deepEqual(
				problems.map(problem => problem.slice(0, 42)),
				['Line 3 does not name a person and a key. W'],
			);
		});
	}
});
