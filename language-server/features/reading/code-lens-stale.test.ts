import assert from 'node:assert/strict';
import { parsePrompt } from '../../../core/formats/prompt/parse-prompt.ts';
import { parseConfig } from '../../../core/formats/config/parse-config.ts';
import { WorkspaceIndex } from '../../../core/workspace/workspace-index.ts';
import { describeLens } from './code-lens.ts';

const path = 'prompts/greeter-v1.0.0.j2';
const text = '---\nname: greeter\nversion: 1.0.0\n---\nuser:\nHello.\n';

/** The first lens above the prompt while the registry says that another, or this very content was promoted. */
function firstLens(promoted: string): string | undefined {
	const index = new WorkspaceIndex(parseConfig(undefined));
	index.update(path, text);
	index.update(
		'registry/greeter.yaml',
		`name: greeter\nstages: {Production: 1.0.0}\nversions:\n  1.0.0: {source: ${path}, sha256: "${promoted}", stage: Production}\n`,
	);
	return describeLens({ kind: 'prompt', value: parsePrompt(path, text) }, { kind: 'prompt' }, index, {
		runs: [],
		verdicts: [],
		uncounted: new Set(),
	})?.title;
}

suite('the code lens of a prompt in a stage', () => {
	test('warns when the file is not what was promoted', () => {
		assert.equal(firstLens('0'.repeat(64)), 'no runs · Production 1.0.0 · stale evidence');
	});

	test('says nothing of that while it is', () => {
		const index = new WorkspaceIndex(parseConfig(undefined));
		index.update(path, text);
		assert.equal(firstLens(index.prompts[0]?.contentHash ?? ''), 'no runs · Production 1.0.0');
	});
});
