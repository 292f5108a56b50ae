import assert from 'node:assert/strict';
import { sha256Hex } from '../../base/sha256.ts';
import { digestOfSigners, signersStatement } from '../../formats/signing/signers-log.ts';
import type { SignersVersion } from '../../formats/signing/signers-log.ts';
import { statementText } from '../../formats/signing/statement.ts';
import type { SignatureAnswer, SignedText } from '../../ports/signer.ts';
import { createSeededRandom } from '../../statistics/resampling/seeded-random.ts';
import { judgeSigners } from './judge-signers.ts';

/** A signature that can be computed at once: a digest over key and text. It depends on the same things as one of OpenSSH. */
function signatureOf({ text, allowedSigners, principal }: Pick<SignedText, 'allowedSigners' | 'principal' | 'text'>): string {
	const key = allowedSigners.split('\n').find(line => line.startsWith(`${principal} `)) ?? '';
	return sha256Hex(`${key}\n${text}`);
}

function check(claim: SignedText): Promise<SignatureAnswer> {
	return Promise.resolve(signatureOf(claim) === claim.signature ? { kind: 'good' } : { kind: 'bad', why: 'another key made it' });
}

const person = 'Ana <ana@example.com>';

function signedAfter(before: SignersVersion, version: SignersVersion): SignersVersion {
	const text = statementText(signersStatement(before, version));
	return { ...version, signature: signatureOf({ text, allowedSigners: before.text, principal: 'ana@example.com' }) };
}

function line(random: () => number): string {
	return `p${Math.floor(random() * 1e9)}@example.com ssh-ed25519 ${sha256Hex(String(random()))}\n`;
}

/** Several versions, each with another line, each signed by Ana. */
function honestChain(random: () => number): [SignersVersion, ...SignersVersion[]] {
	const root = {
		text: `ana@example.com ssh-ed25519 ${sha256Hex(String(random()))}\n`,
		at: '2026-03-01T10:00:00Z',
		by: person,
		reason: '',
	};
	const chain: [SignersVersion, ...SignersVersion[]] = [root];
	let before: SignersVersion = root;
	for (let minute = 1; minute <= 3 + Math.floor(random() * 5); minute += 1) {
		const at = `2026-03-01T10:0${minute}:00Z`;
		before = signedAfter(before, { text: before.text + line(random), at, by: person, reason: String(random()) });
		chain.push(before);
	}
	return chain;
}

type Change = (chain: readonly SignersVersion[], position: number, random: () => number) => readonly SignersVersion[];

const changes: readonly (readonly [title: string, change: Change])[] = [
	['another text', (chain, position, random) => altered(chain, position, version => ({ text: version.text + line(random) }))],
	['another reason', (chain, position) => altered(chain, position, ({ reason }) => ({ reason: `${reason}!` }))],
	['another time', (chain, position) => altered(chain, position, () => ({ at: '2026-03-01T11:00:00Z' }))],
	['another person', (chain, position) => altered(chain, position, () => ({ by: 'Bo <bo@example.com>' }))],
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

function unsignedCopy(chain: readonly SignersVersion[], position: number, random: () => number): SignersVersion {
	const before = chain[position - 1];
	assert.ok(before);
	return { text: before.text + line(random), at: before.at, by: person, reason: '' };
}

suite('judgeSigners', () => {
	test('every chain in which each version is signed by the one before holds, and its last version is in force', async () => {
		for (let seed = 1; seed <= 50; seed += 1) {
			const chain = honestChain(createSeededRandom(seed));
			const judged = await judgeSigners(chain, check);
			assert.deepEqual(judged, { root: digestOfSigners(chain[0].text), inForce: chain.at(-1), problems: [], unchecked: undefined });
		}
	});

	for (const [title, change] of changes) {
		test(`${title} ends a chain where it is, whatever is behind it`, async () => {
			for (let seed = 1; seed <= 50; seed += 1) {
				const random = createSeededRandom(seed);
				const chain = honestChain(random);
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
		const chain = honestChain(createSeededRandom(7));
		const { root, problems } = await judgeSigners([{ ...chain[0], text: `${chain[0].text}\n` }, ...chain.slice(1)], check);
		assert.notEqual(root, digestOfSigners(chain[0].text));
		assert.match(problems[0] ?? '', /^Version 2 of allowed_signers/);
	});

	test('a clock that ran backwards between two changes is named with both times', async () => {
		const chain = honestChain(createSeededRandom(3));
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
