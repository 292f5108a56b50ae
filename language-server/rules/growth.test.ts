import { parseConfig } from '../../core/formats/config/parse-config.ts';
import { WorkspaceIndex } from '../../core/workspace/workspace-index.ts';
import { assertTimesAsLong } from '../../test/support/assert-times-as-long.ts';
import { parseFile } from '../../test/support/parse-file.ts';
import { rules } from './all-rules.ts';
import { runRules } from './run-rules.ts';

/** Shapes of which a generated file may have any number, and of which a pass that compares all with all would make a quadratic one. */
const prompts: readonly [what: string, ending: string, body: (count: number) => string][] = [
	['uses of one name that is not declared', 'j2', count => '{{ x }}\n'.repeat(count)],
	['names that are not declared', 'j2', count => Array.from({ length: count }, (_, index) => `{{ x${index} }}\n`).join('')],
	['members of one name', 'j2', count => Array.from({ length: count }, (_, index) => `{{ x.a${index} }}\n`).join('')],
	['blocks one behind the other', 'j2', count => '{% if a %}{{ b }}{% endif %}\n'.repeat(count)],
	['branches of one block', 'j2', count => `{% if a %}\n${'{% elif b %}{{ c }}\n'.repeat(count)}{% endif %}`],
	['definitions of one name', 'j2', count => '{% set x = a %}{{ x }}\n'.repeat(count)],
	['named blocks', 'j2', count => Array.from({ length: count }, (_, index) => `{% block b${index} %}x{% endblock %}\n`).join('')],
	['references to other files', 'j2', count => Array.from({ length: count }, (_, index) => `{% include "p${index}.j2" %}\n`).join('')],
	['references to one file', 'j2', count => '{% include "p.j2" %}\n'.repeat(count)],
	['sections', 'prompt', count => '{{#if a}}{{b}}{{/if}}\n'.repeat(count)],
	['partials', 'prompt', count => Array.from({ length: count }, (_, index) => `{{> p${index}}}\n`).join('')],
];

/** Depths are few: what is nested too deep is refused. */
const nested: readonly [what: string, ending: string, body: (count: number) => string][] = [
	['ifs', 'j2', count => `${'{% if a %}'.repeat(count)}{{ x }}${'{% endif %}'.repeat(count)}`],
	['loops', 'j2', count => `${'{% for a in b %}'.repeat(count)}{{ x }}${'{% endfor %}'.repeat(count)}`],
	[
		'blocks',
		'j2',
		count => `${Array.from({ length: count }, (_, index) => `{% block b${index} %}`).join('')}${'{% endblock %}'.repeat(count)}`,
	],
	['sections', 'prompt', count => `${'{{#each a}}'.repeat(count)}{{x}}${'{{/each}}'.repeat(count)}`],
	['members', 'j2', count => `{{ x${'.a'.repeat(count)} }}`],
	['parentheses', 'j2', count => `{{ ${'('.repeat(count)}x${')'.repeat(count)} }}`],
];

const registries: readonly [what: string, text: (count: number) => string][] = [
	['versions without a stage', count => registry(versions(count, 'None'), '')],
	[
		'transitions of one version',
		count =>
			registry(
				versions(1, 'Staging'),
				transitions(count, () => 0),
			),
	],
	[
		'transitions of as many versions',
		count =>
			registry(
				versions(count, 'Staging'),
				transitions(count, index => index),
			),
	],
	['requests', count => `${registry(versions(1, 'None'), '')}requests:\n${requests(count)}`],
];

suite('checking a file by every rule takes about four times as long for four times as many', () => {
	// A quadratic pass takes sixteen times as long.
	for (const [what, ending, body] of prompts)
		test(`${what} (.${ending})`, () => {
			assertTimesAsLong(count => check(`prompts/a.${ending}`, withInputs(ending, body(count))), 1_000, 4_000, 9);
		});

	for (const [what, ending, body] of nested)
		test(`${what} in each other (.${ending})`, () => {
			assertTimesAsLong(count => check(`prompts/a.${ending}`, withInputs(ending, body(count))), 1_000, 4_000, 9);
		});

	for (const [what, text] of registries)
		test(`${what} of a registry file`, () => {
			assertTimesAsLong(count => check('registry/a.yaml', text(count)), 200, 800, 9);
		});
});

function check(path: string, text: string): void {
	runRules({
		rules,
		document: parseFile(path, text),
		workspace: new WorkspaceIndex(parseConfig('preview: true\n')),
		committedPrompt: undefined,
		versions: undefined,
		experiment: undefined,
		registry: undefined,
		today: '2026-11-22',
		tokens: undefined,
		log: message => {
			throw new Error(message);
		},
	});
}

function withInputs(ending: string, body: string): string {
	return ending === 'prompt'
		? `---\nname: a\nmodel: m\ninput:\n  schema:\n    k: string\n---\n${body}\n`
		: `---\nname: a\nversion: 1.0.0\ninputs:\n  k: {type: string}\n---\n${body}\n`;
}

function registry(entries: string, moves: string): string {
	return `name: a\nkind: prompt\nversions:\n${entries}transitions:${moves === '' ? ' []' : ''}\n${moves}`;
}

function versions(count: number, stage: string): string {
	return Array.from({ length: count }, (_, index) => `  1.0.${index}: {source: prompts/a-v1.0.${index}.j2, stage: ${stage}}\n`).join('');
}

function transitions(count: number, versionOf: (index: number) => number): string {
	return Array.from(
		{ length: count },
		(_, index) =>
			`  - {at: "2026-01-01T00:00:00Z", by: "Ana <ana@example.com>", version: 1.0.${versionOf(index)}, from: None, to: Staging, reason: r, previous: null, digest: "${'0'.repeat(64)}"}\n`,
	).join('');
}

function requests(count: number): string {
	return Array.from(
		{ length: count },
		(_, index) =>
			`  - {id: r-${index}, at: "2026-01-01T00:00:00Z", by: "Ana <ana@example.com>", version: 1.0.0, to: Staging, reason: r, status: open, reviews: []}\n`,
	).join('');
}
