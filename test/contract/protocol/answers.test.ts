import assert from 'node:assert/strict';
import { CodeLensRequest, CodeLensResolveRequest, CompletionRequest, DefinitionRequest, HoverRequest } from 'vscode-languageserver/node';
import type { CodeLens, CompletionItem, Position } from 'vscode-languageserver/node';
import { z } from 'zod';
import { TemporaryRepository } from '../../support/temporary-repository.ts';
import { ClientProcess, inShort } from './client-process.ts';

const path = 'prompts/code-generator-v2.0.0.j2';
const prompt = `---
name: code-generator
version: 2.0.0
description: Writes a <b>function</b>.
inputs:
  spec: {type: string, description: What it *must* do, trust: untrusted}
  language: {type: string, default: python}
---
system:
You write {{ language | upper }}.
{% for step in spec %}{{ step }}{% endfor %}
`;
const methodologyPath = 'experiments/2025-01/exp-001-tone/methodology.yaml';
const methodology = `id: exp-001
hypothesis: hypothesis.md
status: running
variants:
  v1: {prompt: code-generator@1.0.0, baseline: true}
  v2: {prompt: code-generator@Production}
metrics:
  test_pass_rate: {goal: maximize, primary: true}
`;

suite('answers over the protocol', () => {
	let repository: TemporaryRepository;
	let client: ClientProcess;

	suiteSetup(async () => {
		repository = TemporaryRepository.create();
		repository.write('prompts/code-generator-v1.0.0.j2', 'Write code.\n');
		repository.write(path, prompt);
		repository.write(methodologyPath, methodology);
		repository.write('experiments/2025-01/exp-001-tone/hypothesis.md', 'It helps.\n');
		repository.write('registry/code-generator.yaml', 'name: code-generator\nstages: {Production: 2.0.0}\n');
		for (const [index, variant] of ['v1', 'v2', 'v2'].entries()) {
			writeRun(index, variant, variant === 'v1' ? 0.78 : 0.89);
		}
		client = await ClientProcess.start(repository.root);
		await client.open(path, prompt);
		await client.open(methodologyPath, methodology);
	});

	suiteTeardown(async () => {
		await client.stop();
		repository.dispose();
	});

	function writeRun(index: number, variant: string, rate: number): void {
		const id = `20250131T10300${index}Z-00000${index}`;
		const version = variant === 'v1' ? '1.0.0' : '2.0.0';
		const record = {
			schema: 'stagemark/run/v1',
			id,
			experiment: 'exp-001',
			variant,
			status: 'completed',
			started_at: '2025-01-31T10:30:00Z',
			ended_at: '2025-01-31T10:31:00Z',
			recorded_by: 'Ana <ana@example.com>',
			prompt: { name: 'code-generator', version, path: `prompts/code-generator-v${version}.j2`, sha256: '0'.repeat(64) },
			model: null,
			parameters: {},
			seed: index,
			dataset: null,
			scorer: null,
			git: null,
			environment: { os: 'linux', runtime: {}, lockfiles: {} },
			metrics: { test_pass_rate: rate },
			artifacts: [],
			tags: {},
			notes: '',
			source: { kind: 'files' },
		};
		repository.write(`experiments/2025-01/exp-001-tone/runs/${id}/run.json`, JSON.stringify(record));
	}

	/** The place behind `words` in a document. */
	function behind(text: string, words: string): Position {
		const before = text.slice(0, text.indexOf(words) + words.length).split('\n');
		return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
	}

	async function hover(file: string, position: Position): Promise<string | undefined> {
		const answer = await client.connection.sendRequest(HoverRequest.type, { textDocument: { uri: client.uri(file) }, position });
		const contents = answer?.contents;
		return typeof contents === 'object' && 'value' in contents ? contents.value : undefined;
	}

	async function complete(file: string, position: Position): Promise<readonly CompletionItem[]> {
		const answer = await client.connection.sendRequest(CompletionRequest.type, { textDocument: { uri: client.uri(file) }, position });
		return Array.isArray(answer) ? answer : (answer?.items ?? []);
	}

	async function definitions(file: string, position: Position): Promise<readonly string[]> {
		const answer = await client.connection.sendRequest(DefinitionRequest.type, { textDocument: { uri: client.uri(file) }, position });
		const locations = Array.isArray(answer) ? answer : answer === null ? [] : [answer];
		return locations.map(location => {
			if (!('uri' in location)) throw new Error('A link was not asked for.');
			const { start, end } = location.range;
			return `${location.uri.slice(client.uri('').length)} ${start.line}:${start.character}-${end.line}:${end.character}`;
		});
	}

	test('hover on a variable tells its declaration, with the writer’s Markdown shown as letters', async () => {
		assert.equal(
			await hover(path, behind(prompt, 'in spe')),
			'**Input** `spec`: string · required · untrusted\n\nWhat it \\*must\\* do',
		);
		assert.equal(await hover(path, behind(prompt, '{{ lang')), '**Input** `language`: string · optional, default `"python"`');
		assert.equal(await hover(path, behind(prompt, '%}{{ st')), '`step` · loop variable');
	});

	test('hover on a filter and on a key tells what they mean', async () => {
		assert.equal(await hover(path, behind(prompt, '| upp')), '**Jinja filter** `upper`\n\nUpper case\\.');
		assert.equal(await hover(path, behind(prompt, 'vers')), '**version** · text\n\nSemantic version, for example 2\\.1\\.0\\.');
		assert.equal(await hover(path, behind(prompt, 'You wr')), undefined);
	});

	test('hover on a reference tells version, stage and file, without running the writer’s HTML', async () => {
		assert.equal(
			await hover(methodologyPath, behind(methodology, 'code-generator@Prod')),
			`**code\\-generator** 2\\.0\\.0 · Production\n\n\`${path}\`\n\nWrites a &lt;b&gt;function&lt;/b&gt;\\.`,
		);
	});

	test('definition leads from a use to the declaration, from a loop’s use to the loop, and from references to files', async () => {
		assert.deepEqual(await definitions(path, behind(prompt, '{{ lang')), [`${path} 6:2-6:10`]);
		assert.deepEqual(await definitions(path, behind(prompt, '%}{{ st')), [`${path} 10:7-10:11`]);
		assert.deepEqual(await definitions(methodologyPath, behind(methodology, 'code-generator@Prod')), [`${path} 0:0-0:0`]);
		assert.deepEqual(await definitions(methodologyPath, behind(methodology, 'hypothesis: hypo')), [
			'experiments/2025-01/exp-001-tone/hypothesis.md 0:0-0:0',
		]);
		assert.deepEqual(await definitions(methodologyPath, behind(methodology, 'running')), []);
	});

	test('completion inside a tag offers inputs and names that are known there, behind a bar filters, behind a percent sign statements', async () => {
		const text = `${prompt}{{ l }}{{ language | u }}{% e %}`;
		await client.change(path, { text });
		const names = (await complete(path, behind(text, '{{ l'))).filter(
			({ label }) => label === 'language' || label === 'spec' || label === 'step',
		);
		assert.deepEqual(
			names.map(({ label, detail }) => [label, detail]),
			[
				['spec', 'input · string · untrusted'],
				['language', 'input · string'],
			],
		);
		const inLoop = await complete(path, behind(text, '%}{{ st'));
		assert.ok(inLoop.some(({ label }) => label === 'step'));
		assert.ok((await complete(path, behind(text, '{{ language | u }}'.slice(0, -3)))).some(({ label }) => label === 'upper'));
		assert.ok((await complete(path, behind(text, '{% e'))).some(({ label }) => label === 'endfor'));
		assert.deepEqual(await complete(path, behind(text, 'You wr')), []);
		await client.change(path, { text: prompt });
	});

	test('completion in front matter offers keys that are not there yet, also on a line without its colon', async () => {
		const text = prompt.replace('version: 2.0.0\n', 'version: 2.0.0\nmo\n');
		await client.change(path, { text });
		const items = await complete(path, behind(text, '\nmo'));
		const model = items.find(({ label }) => label === 'model');
		assert.deepEqual(model?.textEdit, {
			range: { start: { line: 3, character: 0 }, end: { line: 3, character: 2 } },
			newText: 'model: ',
		});
		assert.ok(!items.some(({ label }) => label === 'version'));
		await client.change(path, { text: prompt });
	});

	test('completion in an experiment offers keys, values and references with their stages', async () => {
		const references = await complete(methodologyPath, behind(methodology, '{prompt: code-generator@Prod'));
		assert.deepEqual(
			references.map(({ label, detail }) => [label, detail]),
			[
				['code-generator@2.0.0', 'Production'],
				['code-generator@1.0.0', undefined],
				['code-generator@Production', 'now 2.0.0'],
				['code-generator', 'newest version'],
			],
		);
		const values = await complete(methodologyPath, behind(methodology, 'status: run'));
		assert.deepEqual(
			values.map(({ label }) => label),
			['planned', 'running', 'completed', 'failed'],
		);
		const text = methodology.replace('goal: maximize,', 'goal: maximize, m,');
		await client.change(methodologyPath, { text });
		const keys = await complete(methodologyPath, behind(text, 'maximize, m'));
		assert.deepEqual(
			keys.map(({ label }) => label),
			['worst', 'scorer', 'pass_at', 'min_effect'],
		);
		await client.change(methodologyPath, { text: methodology });
	});

	test('code lenses tell runs, best result and stage, and carry the commands', async () => {
		const lenses = await resolvedLenses(path);
		const folder = client.uri('').replace(/\/$/, '');
		assert.deepEqual(
			lenses.map(({ command }): unknown => [command?.title, command?.command, command?.arguments?.[0]]),
			[
				[
					'2 runs · best test_pass_rate 89.0 % · Production 2.0.0 · Compare',
					'stagemark.compareRuns',
					{ folder, references: ['exp-001'] },
				],
				[
					'Changes since 1.0.0',
					'stagemark.showPromptDiff',
					{ folder, before: 'code-generator@1.0.0', after: 'code-generator@2.0.0' },
				],
				[
					'Promote…',
					'stagemark.promote',
					{ folder, reference: 'code-generator@2.0.0', prompt: 'code-generator', version: '2.0.0' },
				],
			],
		);
		const variants = await resolvedLenses(methodologyPath);
		assert.deepEqual(
			variants.map(({ range, command }) => [range.start.line, command?.title]),
			[
				[4, 'baseline · 1 run · test_pass_rate 78.0 % · Compare'],
				[5, '2 runs · test_pass_rate 89.0 % · Not enough data · no per-case results, only run totals · Compare'],
			],
		);
	});

	test('a text is linted in the place of a file, open or not, which stays as it is', async () => {
		const lint = async (file: string, text: string): Promise<unknown> =>
			client.connection.sendRequest('stagemark/lintText', { uri: client.uri(file), text });
		const broken = prompt.replace('{{ language | upper }}', '{% endif %}');
		const [finding] = z
			.array(
				z.strictObject({
					rule: z.string(),
					severity: z.string(),
					message: z.string(),
					range: z.object({ start: z.int(), end: z.int() }),
				}),
			)
			.parse(await lint(path, broken))
			.filter(({ severity }) => severity === 'error');
		assert.equal(finding?.rule, 'mismatched-block-end');
		assert.equal(broken.slice(finding.range.start, finding.range.end), '{% endif %}');
		assert.deepEqual(
			inShort(await client.pull(path)).filter(line => line.includes('mismatched')),
			[],
		);
		assert.match(JSON.stringify(await lint('prompts/new.j2', 'Say {% if %}')), /"severity":"error"/);
		await assert.rejects(
			client.connection.sendRequest('stagemark/lintText', { uri: 'file:///elsewhere/a.j2', text: '' }),
			/of a file in a folder that is open/,
		);
		await assert.rejects(client.connection.sendRequest('stagemark/lintText', { uri: client.uri(path) }), /takes the text/);
	});

	test('completion in the configuration knows requirements and the keys of gates', async () => {
		const configPath = 'stagemark.yaml';
		const labels = async (text: string, words: string): Promise<readonly string[]> => {
			await client.change(configPath, { text });
			return (await complete(configPath, behind(text, words))).map(({ label }) => label);
		};
		await client.open(configPath, '');
		assert.deepEqual(await labels('promotion:\n  Production:\n    re\n', '    re'), [
			'require',
			'gates',
			'approvals',
			'approvers',
			'signed',
			'archive_rejected',
			'always',
			'for',
			'rollout',
		]);
		assert.deepEqual(await labels('promotion:\n  Production:\n    require: [lint]\n', '[lint'), [
			'compared-with-production',
			'fresh-evidence',
			'lint-clean',
			'metadata-complete',
		]);
		assert.ok(
			(await labels('promotion:\n  Production:\n    gates:\n      - metric: rate\n        m\n', '        m')).includes(
				'max_regression',
			),
		);
		await client.close(configPath);
	});

	test('the places of code lenses are known before any run is read', async () => {
		const lenses = await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: client.uri(path) } });
		assert.deepEqual(
			lenses?.map(({ command }) => command?.title),
			[undefined, 'Changes since 1.0.0', 'Promote…'],
		);
	});

	/** The lenses as an editor shows them, each without a command resolved. */
	async function resolvedLenses(file: string): Promise<readonly CodeLens[]> {
		const lenses = (await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: client.uri(file) } })) ?? [];
		const resolved: CodeLens[] = [];
		for (const lens of lenses) {
			resolved.push(lens.command === undefined ? await client.connection.sendRequest(CodeLensResolveRequest.type, lens) : lens);
		}
		return resolved;
	}
});
