import assert from 'node:assert/strict';
import { parseConfig } from '../../formats/config/parse-config.ts';
import { createWorkspaceIndex } from '../../workspace/workspace-index.ts';
import type { WorkspaceIndex } from '../../workspace/workspace-index.ts';
import { planExperiment } from './plan-experiment.ts';
import { parseExperiment } from '../../formats/experiment/parse-experiment.ts';

const now = '2025-01-31T10:30:00Z';

function workspace(files: Readonly<Record<string, string>> = {}, config?: string): WorkspaceIndex {
	const index = createWorkspaceIndex(parseConfig(config));
	for (const [path, text] of Object.entries(files)) index.update(path, text);
	return index;
}

suite('planExperiment', () => {
	test('lays out the files of an experiment in the folder of the month', () => {
		const { id, folder, files } = planExperiment({ title: 'Prompt v2 vs. v1' }, workspace(), now);
		assert.equal(id, 'exp-001');
		assert.equal(folder, 'experiments/2025-01/exp-001-prompt-v2-vs-v1');
		assert.deepEqual([...files.keys()], ['methodology.yaml', 'hypothesis.md', 'conclusion.md']);
	});

	const numbering: readonly (readonly [title: string, ids: readonly string[], id: string])[] = [
		['the first', [], 'exp-001'],
		['the next after the highest, gaps included', ['exp-001', 'exp-007'], 'exp-008'],
		['past three digits', ['exp-999'], 'exp-1000'],
		['ids of another form do not count', ['baseline', 'exp-2b'], 'exp-001'],
	];
	for (const [title, ids, expected] of numbering) {
		test(`numbers ${title}`, () => {
			const files = Object.fromEntries(ids.map(id => [`experiments/x/${id}/methodology.yaml`, `id: ${id}\n`]));
			assert.equal(planExperiment({ title: 't' }, workspace(files), now).id, expected);
		});
	}

	test('never takes a folder whose methodology cannot be read', () => {
		const broken = { 'experiments/2025-01/exp-001-t/methodology.yaml': 'id: [\n' };
		assert.equal(planExperiment({ title: 't' }, workspace(broken), now).folder, 'experiments/2025-01/exp-001-t-2');
	});

	test('follows the configured folder', () => {
		assert.equal(planExperiment({ title: 't' }, workspace({}, 'experiments: ml/trials\n'), now).folder, 'ml/trials/2025-01/exp-001-t');
	});

	const slugs: readonly (readonly [title: string, folder: string])[] = [
		['Überprüfung: ältere Modelle?', 'exp-001-uberprufung-altere-modelle'],
		['../../etc/passwd', 'exp-001-etc-passwd'],
		['日本', 'exp-001'],
		['x'.repeat(200), `exp-001-${'x'.repeat(60)}`],
	];
	for (const [title, folder] of slugs) {
		test(`makes ${folder.slice(0, 40)} of ${title.slice(0, 40)}`, () => {
			assert.equal(planExperiment({ title }, workspace(), now).folder, `experiments/2025-01/${folder}`);
		});
	}

	test('writes what is known and leaves nothing to fill in but the run', () => {
		const request = {
			title: 'v2: better? "yes" #1',
			hypothesis: 'It gets better.',
			owner: 'ana@example.com',
			prompts: ['greeter@1.0.0', 'greeter@2.0.0', 'greeter@Production'],
			dataset: 'datasets/a b.jsonl',
			metric: 'pass rate: all',
			command: 'python evaluate.py --mode "a, b"',
			seeds: [1, 2],
		};
		const { folder, files } = planExperiment(request, workspace(), now);
		const { value, problems } = parseExperiment(`${folder}/methodology.yaml`, files.get('methodology.yaml') ?? '');
		assert.deepEqual(problems, []);
		assert.deepEqual(
			[value?.name, value?.owner, value?.dataset, value?.start_date],
			[request.title, request.owner, { path: request.dataset }, null],
		);
		assert.deepEqual(value?.variants, {
			'v1.0.0': { prompt: 'greeter@1.0.0', baseline: true },
			'v2.0.0': { prompt: 'greeter@2.0.0', baseline: false },
			Production: { prompt: 'greeter@Production', baseline: false },
		});
		assert.deepEqual(value.metrics, { 'pass rate: all': { goal: 'maximize', primary: true, min_effect: 0.05 } });
		assert.deepEqual([value.run, value.seeds], [{ command: request.command }, [1, 2]]);
		assert.match(files.get('hypothesis.md') ?? '', /It gets better\./);
	});

	const effects: readonly (readonly [minEffect: number | undefined, written: number])[] = [
		[undefined, 0.05],
		[0.02, 0.02],
		[50, 50],
		[1e-7, 1e-7],
	];
	for (const [minEffect, written] of effects) {
		test(`writes the smallest difference that matters, ${minEffect ?? 'by default'}, and what it is`, () => {
			const request = { title: 't', metric: 'rate', ...(minEffect !== undefined && { minEffect }) };
			const text = planExperiment(request, workspace(), now).files.get('methodology.yaml') ?? '';
			const { value, problems } = parseExperiment('x/methodology.yaml', text);
			assert.deepEqual(problems, []);
			assert.equal(value?.metrics['rate']?.min_effect, written);
			assert.match(text, /# min_effect: the smallest difference that matters to you/);
		});
	}

	test('names variants of several prompts after the prompts, each once', () => {
		const { files } = planExperiment({ title: 't', prompts: ['a@1.0.0', 'b@1.0.0', 'b@1.0.0'] }, workspace(), now);
		const { value } = parseExperiment('x/methodology.yaml', files.get('methodology.yaml') ?? '');
		assert.deepEqual(Object.keys(value?.variants ?? {}), ['a-1.0.0', 'b-1.0.0', 'b-1.0.0-3']);
	});

	test('of a title alone gives a file without problems, whose commented lines are good too', () => {
		const text = planExperiment({ title: 't' }, workspace(), now).files.get('methodology.yaml') ?? '';
		assert.deepEqual(parseExperiment('x/methodology.yaml', text).problems, []);
		const filled = parseExperiment('x/methodology.yaml', text.replace(/^# ?/gm, ''));
		assert.deepEqual(filled.problems, []);
		assert.deepEqual(Object.keys(filled.value?.variants ?? {}), ['before', 'after']);
		assert.equal(filled.value?.run?.command, 'python evaluate.py');
	});
});
