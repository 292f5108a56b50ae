import assert from 'node:assert/strict';
import { configSchema } from '../../formats/config/config.ts';
import { checkChain } from '../../formats/registry/hash-chain.ts';
import { parseRegistry } from '../../formats/registry/parse-registry.ts';
import { plannedMove } from '../../../test/support/planned-move.ts';
import type { MoveFacts, PlannedText } from '../../../test/support/planned-move.ts';
import type { AskedMove } from './move.ts';
import type { PlanFailure } from './promote-failure.ts';
import type { GateOutcome } from '../../formats/registry/registry-file.ts';

const [hash1, hash2] = ['1'.repeat(64), '2'.repeat(64)];
const path = 'registry/code-generator.yaml';
const request: AskedMove = { name: 'code-generator', version: '1.0.0', to: 'Staging', reason: 'Looks good' };
const facts: MoveFacts = {
	config: configSchema.parse({}),
	configProblems: [],
	kind: 'prompt',
	path,
	registry: undefined,
	versions: [
		{ version: '2.0.0', path: 'prompts/code-generator-v2.0.0.j2', contentHash: hash2 },
		{ version: '1.0.0', path: 'prompts/code-generator-v1.0.0.j2', contentHash: hash1 },
	],
	basis: { experiment: undefined, runs: [], unread: [] },
	gates: [],
	people: { authors: ['Bo <bo@example.com>'], canonical: new Map() },
	by: 'Ana <ana@example.com>',
	at: '2025-02-01T09:00:00Z',
};

function plan(change: Partial<AskedMove>, known: Partial<MoveFacts> = {}): PlannedText {
	const result = plannedMove({ ...request, ...change }, { ...facts, ...known });
	if (!result.ok) assert.fail(JSON.stringify(result.failure));
	return result.value;
}

function refusal(change: Partial<AskedMove>, known: Partial<MoveFacts> = {}): PlanFailure {
	const result = plannedMove({ ...request, ...change }, { ...facts, ...known });
	if (result.ok) assert.fail(result.value.text);
	return result.failure;
}

/** The facts after a plan was carried out. */
function after(text: string): Partial<MoveFacts> {
	return { registry: parseRegistry(path, text) };
}

suite('planMove', () => {
	test('starts a registry file with the version, its content and where it went', () => {
		const { text, before, transitions, isFirstRelease } = plan({});
		const [{ digest }] = transitions;
		assert.equal(
			text,
			`name: code-generator
kind: prompt
stages: {Staging: 1.0.0}
versions:
  1.0.0:
    source: prompts/code-generator-v1.0.0.j2
    sha256: "${hash1}"
    stage: Staging
transitions:
  - at: 2025-02-01T09:00:00Z
    by: Ana <ana@example.com>
    version: 1.0.0
    from: None
    to: Staging
    reason: Looks good
    prompt_sha256: "${hash1}"
    previous: ""
    digest: ${digest}
`,
		);
		assert.equal(before, undefined);
		assert.equal(isFirstRelease, false);
	});

	test('takes the pointer of the stage it leaves along', () => {
		const staged = plan({}).text;
		const { text, isFirstRelease } = plan({ to: 'Production' }, after(staged));
		const registry = parseRegistry(path, text).value;
		assert.deepEqual(registry?.stages, { Production: '1.0.0' });
		assert.equal(registry.versions['1.0.0']?.stage, 'Production');
		assert.deepEqual(
			registry.transitions.map(({ from, to }) => [from, to]),
			[
				['None', 'Staging'],
				['Staging', 'Production'],
			],
		);
		assert.equal(isFirstRelease, true);
	});

	test('archives the former holder in the same change, sealed after the move', () => {
		const released = plan({ to: 'Production' }).text;
		const { text, transitions } = plan({ version: '2.0.0', to: 'Production' }, after(released));
		const registry = parseRegistry(path, text).value;
		assert.deepEqual(registry?.stages, { Production: '2.0.0' });
		assert.deepEqual(registry.versions['1.0.0']?.stage, 'Archived');
		assert.deepEqual(
			transitions.map(({ version, from, to, reason }) => [version, from, to, reason]),
			[
				['2.0.0', 'None', 'Production', 'Looks good'],
				['1.0.0', 'Production', 'Archived', 'Replaced by 2.0.0 in Production'],
			],
		);
		assert.equal(transitions[1]?.previous, transitions[0].digest);
		assert.equal(checkChain(registry.transitions), undefined);
	});

	test('brings an archived version back, which is no first release', () => {
		const first = plan({ to: 'Production' }).text;
		const second = plan({ version: '2.0.0', to: 'Production' }, after(first)).text;
		const back = plan({ to: 'Production', reason: 'Roll back' }, after(second));
		assert.deepEqual(parseRegistry(path, back.text).value?.stages, { Production: '1.0.0' });
		assert.equal(back.isFirstRelease, false);
	});

	test('archives a version without touching other stages', () => {
		const both = plan({ version: '2.0.0' }, after(plan({ to: 'Production' }).text)).text;
		const { text } = plan({ version: '2.0.0', to: 'Archived' }, after(both));
		assert.deepEqual(parseRegistry(path, text).value?.stages, { Production: '1.0.0' });
	});

	test('keeps comments, order, unknown keys and the spelling of what people wrote', () => {
		const written = `# Who may touch this: team-codegen
x-owner: team-codegen # asked for by Bruno
name: code-generator
# pointers
stages: {}

versions:
  # the first one
  2.10: {source: prompts/a.j2, sha256: "${hash1}", description: "0.50 % better"} # good
transitions: []
metadata: {reviewed: 2025-01-01}
`;
		const known = { ...after(written), versions: [{ version: '2.10.0', path: 'prompts/a.j2', contentHash: hash1 }] };
		const { text, transitions } = plan({ version: '2.10' }, known);
		assert.equal(transitions[0].version, '2.10');
		assert.equal(
			text.slice(0, text.indexOf('transitions:')),
			`# Who may touch this: team-codegen
x-owner: team-codegen # asked for by Bruno
name: code-generator
# pointers
stages: {Staging: "2.10"}

versions:
  # the first one
  2.10: {source: prompts/a.j2, sha256: "${hash1}", description: "0.50 % better", stage: Staging} # good
`,
		);
		assert.match(text, /\nmetadata: \{reviewed: 2025-01-01\}\n$/);
	});

	test('keeps line ends of Windows and lists that are not indented', () => {
		const written = plan({})
			.text.replaceAll('  - at', '- at')
			.replaceAll('\n    ', '\n  ')
			.replace('  source', '    source')
			.replace('  sha256', '    sha256')
			.replace('  stage', '    stage');
		assert.deepEqual(parseRegistry(path, written).problems, []);
		const { text } = plan({ to: 'Production' }, after(written.replaceAll('\n', '\r\n')));
		assert.equal(text.replaceAll('\r\n', '').includes('\n'), false);
		assert.match(text, /transitions:\r\n- at:/);
	});

	test('writes a reason of any content so that it reads back the same', () => {
		for (const reason of ['yes', '12', '- a: b # c', 'two\n\nlines: ', '"', "it's {{ x }}", '2025-01-01', '...', '\u2028é', 'null']) {
			const { text } = plan({ reason });
			assert.equal(parseRegistry(path, text).value?.transitions[0]?.reason, reason.trim());
		}
	});

	test('names the evidence it was given', () => {
		const runs = [{ id: '20250131T103000Z-3f9a1c', sha256: '1'.repeat(64) }];
		const { transitions, text } = plan({}, { basis: { experiment: 'exp-001', runs, unread: [] } });
		assert.deepEqual([transitions[0].experiment, transitions[0].runs], ['exp-001', runs]);
		assert.deepEqual(parseRegistry(path, text).value?.transitions[0]?.runs, runs, 'a digest of digits alone stays text');
	});

	test('follows stages that the configuration declares', () => {
		const config = configSchema.parse({ stages: ['Draft', 'Canary', 'Live', 'Retired'] });
		const { text, isFirstRelease } = plan({ to: 'Live' }, { config });
		assert.equal(parseRegistry(path, text).value?.transitions[0]?.from, 'Draft');
		assert.equal(isFirstRelease, true);
	});

	suite('refuses', () => {
		const staged = plan({}).text;

		test('a stage, a version or a name that does not exist, with what was probably meant', () => {
			assert.deepEqual(refusal({ to: 'production' }), {
				kind: 'unknown-stage',
				stage: 'production',
				suggestion: 'Production',
				known: ['None', 'Staging', 'Production', 'Archived'],
			});
			assert.deepEqual(refusal({ version: '2.0.1' }), {
				kind: 'unknown-version',
				name: 'code-generator',
				version: '2.0.1',
				suggestion: '2.0.0',
				known: ['2.0.0', '1.0.0'],
			});
			assert.equal(refusal({}, { versions: [] }).kind, 'unknown-name');
		});

		for (const name of ['../../x', '--upload-pack=x', '', 'a//b', '.hidden', 'a b', 'a\nb']) {
			test(`the name ${JSON.stringify(name)}`, () => {
				assert.deepEqual(refusal({ name }), { kind: 'bad-name', name });
			});
		}

		test('a move to the stage the version is in', () => {
			assert.deepEqual(refusal({}, after(staged)), {
				kind: 'already-there',
				name: 'code-generator',
				version: '1.0.0',
				stage: 'Staging',
			});
			assert.equal(refusal({ to: 'None' }).kind, 'already-there');
		});

		test('a move without a reason, and a reason with a credential in it', () => {
			assert.equal(refusal({ reason: ' \n' }).kind, 'missing-reason');
			assert.equal(refusal({ reason: 'gh' + 'p_aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY1zA2' }).kind, 'secret-found');
		});

		test('to build on a file that does not read, on a broken chain, or on pointers that no transition put there', () => {
			assert.equal(refusal({}, after('name: [')).kind, 'registry-unreadable');
			assert.equal(refusal({}, after('')).kind, 'registry-unreadable');
			assert.deepEqual(refusal({ to: 'Production' }, after(staged.replace('Looks good', 'Looks bad'))), {
				kind: 'chain-broken',
				path,
				transition: 0,
			});
			const moved = refusal({ to: 'Production' }, after(staged.replace('{Staging: 1.0.0}', '{Staging: 2.0.0}')));
			assert.match(
				moved.kind === 'registry-unreadable' ? moved.message : '',
				/^Staging points to 2\.0\.0, but the transitions lead to 1\.0\.0\./,
			);
		});

		test('a version whose content is not what was registered', () => {
			const versions = [{ version: '1.0.0', path: 'prompts/a.j2', contentHash: hash2 }];
			assert.equal(refusal({ to: 'Production' }, { ...after(staged), versions }).kind, 'content-changed');
		});

		test('a stage with approvals, unless they are overridden, which the transition says', () => {
			const config = configSchema.parse({ promotion: { Staging: { approvals: 2 } } });
			const failure = refusal({}, { config });
			assert.deepEqual(failure.kind === 'approvals-missing' && [failure.required, failure.given, failure.request], [2, 0, undefined]);
			assert.equal(plan({ override: true }, { config }).transitions[0].override, true);
			assert.equal(plan({ override: true }).transitions[0].override, undefined);
		});

		test('a version that a gate holds back, unless that is overridden; what the gates said is recorded either way', () => {
			const passed = { gate: 'lint-clean', outcome: 'passed', observed: 0, threshold: '0 errors' } as const;
			const skipped = { gate: 'similarity', outcome: 'skipped', detail: 'The first version.' } as const;
			for (const outcome of ['failed', 'inconclusive'] as const) {
				const held: GateOutcome = { gate: 'pass_rate', outcome, observed: 0.8, evidence: { experiment: 'exp-001', runs: ['a'] } };
				const gates = [passed, held];
				assert.deepEqual(refusal({}, { gates }), {
					kind: 'gates-failed',
					name: 'code-generator',
					version: '1.0.0',
					stage: 'Staging',
					gates,
				});
				const { text } = plan({ override: true, reason: 'The customer waits' }, { gates });
				const [written] = parseRegistry(path, text).value?.transitions ?? [];
				assert.deepEqual([written?.override, written?.gates], [true, gates]);
			}
			const { transitions } = plan({ override: true }, { gates: [passed, skipped] });
			assert.deepEqual([transitions[0].override, transitions[0].gates], [undefined, [passed, skipped]]);
		});

		test('everything while the configuration has a problem, because a requirement may be lost in it', () => {
			const configProblems = [{ code: 'unknown-key', message: '“promotoin” is not a key.', range: { start: 0, end: 9 } }];
			assert.deepEqual(refusal({ override: true }, { configProblems }), {
				kind: 'configuration-unreadable',
				message: '“promotoin” is not a key.',
			});
		});
	});
});
