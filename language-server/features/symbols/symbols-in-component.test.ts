import assert from 'node:assert/strict';
import { parseConfig } from '../../../core/formats/config/parse-config.ts';
import { WorkspaceIndex } from '../../../core/workspace/workspace-index.ts';
import { parseDocument } from '../../documents/parse-document.ts';
import { hoverAt } from '../reading/hover.ts';
import { linksOf } from './links.ts';
import { symbolsInDocument } from './symbols-in-document.ts';

const pipeline = 'name: rag\nversion: 1.0.0\nsteps:\n  - {prompt: draft@1.0.0, model: "answerer@1.0.0"}\n';
const experiment = 'id: exp-1\nvariants:\n  a: {prompt: rag@1.0.0}\n';

suite('symbolsInComponent', () => {
	test('a pipeline names itself, the parts of its prompt references, and its components as a whole', () => {
		const { document, index } = read('pipelines/rag.yaml', pipeline);
		const symbols = symbolsInDocument(document, index).map(
			({ range, symbol }) => `${symbol.kind}: ${pipeline.slice(range.start, range.end)}`,
		);
		assert.deepEqual(symbols, ['component: rag', 'prompt: draft', 'version: 1.0.0', 'component: answerer@1.0.0']);
	});

	test('its members lead to their files', () => {
		const { document, index } = read('pipelines/rag.yaml', pipeline);
		assert.deepEqual(
			linksOf(document, index).map(({ target, tooltip }) => [target, tooltip]),
			[
				['prompts/draft-v1.0.0.j2', 'Open draft 1.0.0, prompts/draft-v1.0.0.j2'],
				['models/answerer.md', 'Open answerer 1.0.0, models/answerer.md'],
			],
		);
	});

	test('a variant of an experiment that names a pipeline says so', () => {
		const { document, index } = read('experiments/2025-01/exp-001-a/methodology.yaml', experiment);
		assert.match(hoverAt(document, experiment.indexOf('rag@'), index)?.markdown ?? '', /^\*\*rag\*\* 1\\\.0\\\.0 · pipeline\n/);
	});
});

function read(path: string, text: string) {
	const index = new WorkspaceIndex(parseConfig(undefined));
	index.update('prompts/draft-v1.0.0.j2', '---\nname: draft\nversion: 1.0.0\n---\nuser:\nWrite.\n');
	index.update('models/answerer.md', '---\nversion: 1.0.0\nprovider: openai\n---\n');
	index.update('pipelines/rag.yaml', pipeline);
	index.update(path, text);
	const document = parseDocument(path, { kind: 'text', text }, index.config);
	if (document === undefined) throw new Error(`${path} is no document of ours.`);
	return { document, index };
}
