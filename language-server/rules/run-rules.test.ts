import assert from 'node:assert/strict';
import { WorkspaceIndex } from '../../core/workspace/workspace-index.ts';
import { parsePrompt } from '../../core/formats/prompt/parse-prompt.ts';
import { parseConfig } from '../../core/formats/config/parse-config.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Finding, PromptRule } from './rule.ts';
import { runRules } from './run-rules.ts';

suite('running rules', () => {
	test('a rule that throws is told once in the log, with its place, and the others still run', () => {
		const messages: string[] = [];
		const broken = rule('broken', () => {
			throw new Error('no such thing');
		});
		const found = run([broken, reporting('working', 0)], 'Write.', messages);
		assert.deepEqual(
			found.map(({ rule: id }) => id),
			['working'],
		);
		assert.equal(messages.length, 1);
		assert.match(messages[0] ?? '', /^The rule broken failed on prompts\/a\.j2 and was left out; .*no such thing/);
	});

	test('findings come in order of position, then of rule', () => {
		const found = run([reporting('z', 0), reporting('b', 3), reporting('a', 3)], 'Write.');
		assert.deepEqual(
			found.map(({ rule: id, range }) => `${id} ${range.start}`),
			['z 0', 'a 3', 'b 3'],
		);
	});

	test('severity and options come from the configuration', () => {
		let seen: unknown;
		const curious: PromptRule = {
			...rule('curious', () => []),
			*check(_prompt, { options }) {
				seen = options;
				yield { range: { start: 0, end: 1 }, message: 'What.' };
			},
		};
		const [found] = run([curious], 'Write.', [], 'rules: {curious: {severity: error, max: 3}}');
		assert.equal(found?.severity, 'error');
		assert.deepEqual(seen, { max: 3 });
		assert.deepEqual(run([curious], 'Write.', [], 'rules: {curious: off}'), []);
		assert.equal(run([curious], 'Write.', [], 'rules: {curious: hint}')[0]?.severity, 'hint');
	});

	test('a finding may have a severity of its own, up to what the user sets', () => {
		const varied: PromptRule = rule('varied', () => [{ range: { start: 0, end: 1 }, message: 'What.', severity: 'error' }]);
		const severityWith = (config: string): string | undefined => run([varied], 'Write.', [], config)[0]?.severity;
		assert.equal(severityWith(''), 'error');
		assert.equal(severityWith('rules: {varied: {max: 3}}'), 'error');
		assert.equal(severityWith('rules: {varied: info}'), 'info');
		assert.equal(severityWith('rules: {varied: {severity: hint}}'), 'hint');
	});

	test('a rule that is off by itself runs when the configuration asks for it', () => {
		const quiet: PromptRule = { ...reporting('quiet', 0), severity: 'off' };
		assert.deepEqual(run([quiet], 'Write.'), []);
		assert.equal(run([quiet], 'Write.', [], 'rules: {quiet: info}').length, 1);
	});

	test('a rule on versions waits until the repository has opted in', () => {
		const late: PromptRule = { ...reporting('late', 0), needsOptIn: true };
		assert.deepEqual(run([late], 'Write.'), []);
		assert.equal(run([late], 'Write.', [], '').length, 1);
	});

	const suppressions: readonly (readonly [title: string, text: string, isSilenced: boolean])[] = [
		['on the same line', 'X {# stagemark-ignore r #}', true],
		['alone on the line before', '{# stagemark-ignore r #}\nX', true],
		['alone on the line before, with white space control and a reason', '{#- stagemark-ignore q r -- because -#}\nX', true],
		['over several lines, before', '{# stagemark-ignore r\n -- a long reason #}\nX', true],
		['two lines before', '{# stagemark-ignore r #}\n\nX', false],
		['beside other text on the line before', 'a {# stagemark-ignore r #}\nX', false],
		['for another rule', 'X {# stagemark-ignore q #}', false],
		['without a rule', 'X {# stagemark-ignore #}', false],
		['named only in the reason', 'X {# stagemark-ignore q -- not r #}', false],
		['that starts a block, until it ends', '{# stagemark-ignore-start r #}\na\nX\n{# stagemark-ignore-end #}', true],
		['that starts a block, for a finding behind its end', '{# stagemark-ignore-start r #}\na\n{# stagemark-ignore-end #}\nX', false],
		['that starts a block which never ends', 'a {# stagemark-ignore-start r #}\n\nb\nX', true],
		['that starts a block, ended for another rule', '{# stagemark-ignore-start r #}\n{# stagemark-ignore-end q #}\nX', true],
		['that starts a block of two rules, ended for one', '{# stagemark-ignore-start r q #}\n{# stagemark-ignore-end q #}\nX', false],
		['for the file, from below', 'X\n\n{# stagemark-ignore-file r #}', true],
		['for the file, without a rule', 'X\n{# stagemark-ignore-file #}', false],
		['for the file, in front matter', '---\n# stagemark-ignore-file r -- old\nname: a\n---\nX', true],
		['in the text of a block of front matter', '---\ndescription: |\n  # stagemark-ignore-file q\n---\nX', false],
		['inside a raw region, where it is text', '{% raw %}{# stagemark-ignore r #}{% endraw %}\nX', false],
	];
	for (const [title, text, isSilenced] of suppressions) {
		test(`a comment ${title} ${isSilenced ? 'silences' : 'does not silence'} a finding`, () => {
			assert.equal(run([reporting('r', text.indexOf('X'))], text).length, isSilenced ? 0 : 1);
		});
	}

	const otherLanguages: readonly (readonly [title: string, path: string, text: string])[] = [
		['in Handlebars', 'prompts/a.prompt', '{{role "user"}}\n{{!-- stagemark-ignore r -- because --}}\nX'],
		['in Handlebars, for the file', 'prompts/a.prompt', '{{role "user"}}X\n{{! stagemark-ignore-file r }}'],
		['in Mustache', 'prompts/a.j2', '---\ntemplate: mustache\n---\nX {{! stagemark-ignore r }}'],
		['in YAML', 'prompts/a.prompt.yml', 'messages:\n  # stagemark-ignore r -- because\n  - {role: user, content: X}'],
		[
			'in JSON, on a line before',
			'prompts/a.json',
			'{\n  "//": "stagemark-ignore r -- because",\n  "template": "X", "_type": "prompt"\n}',
		],
		['in JSON, for the file', 'prompts/a.json', '{"_type": "prompt", "//2": "stagemark-ignore-file r",\n\n  "template": "X"\n}'],
	];
	for (const [title, path, text] of otherLanguages) {
		test(`a comment ${title} silences a finding`, () => {
			const loud = reporting('r', text.indexOf('X'));
			assert.equal(run([loud], text.replaceAll(/stagemark-ignore\S*/g, 'nothing'), [], undefined, path).length, 1);
			assert.deepEqual(run([loud], text, [], undefined, path), []);
		});
	}

	test('what looks like a comment in a message is text', () => {
		const text = 'messages:\n  - role: user\n    content: |\n      # stagemark-ignore r\n      X\n';
		assert.equal(run([reporting('r', text.indexOf('X'))], text, [], undefined, 'prompts/a.prompt.yml').length, 1);
	});

	test('a rule in preview waits for the preview, or to be named', () => {
		const early: PromptRule = { ...reporting('early', 0), isPreview: true };
		assert.deepEqual(run([early], 'Write.'), []);
		assert.deepEqual(run([early], 'Write.', [], 'preview: false'), []);
		assert.equal(run([early], 'Write.', [], 'preview: true').length, 1);
		assert.equal(run([early], 'Write.', [], 'rules: {early: hint}')[0]?.severity, 'hint');
		assert.equal(run([early], 'Write.', [], 'rules: {early: {max: 1}}').length, 1);
		assert.deepEqual(run([early], 'Write.', [], 'preview: true\nrules: {early: off}'), []);
	});

	test('a comment never silences a rule that must not be silenced', () => {
		const loud: PromptRule = { ...reporting('r', 0), isSuppressible: false };
		assert.equal(run([loud], 'X {# stagemark-ignore r #}').length, 1);
	});
});

function run(
	rules: readonly PromptRule[],
	text: string,
	...[messages = [], config, path = 'prompts/a.j2']: readonly [messages?: string[], config?: string, path?: string]
): readonly Diagnostic[] {
	return runRules({
		rules,
		document: { kind: 'prompt', value: parsePrompt(path, text) },
		workspace: new WorkspaceIndex(parseConfig(config)),
		committedPrompt: undefined,
		experiment: undefined,
		registry: undefined,
		today: '2026-11-22',
		tokens: undefined,
		log: message => void messages.push(message),
	});
}

function reporting(id: string, start: number): PromptRule {
	return rule(id, () => [{ range: { start, end: start + 1 }, message: 'What. Why. What to do.' }]);
}

function rule(id: string, check: () => readonly Finding[]): PromptRule {
	return {
		id,
		appliesTo: 'prompt',
		summary: 'a thing.',
		severity: 'warning',
		group: 'template',
		fix: 'none',
		isSuppressible: true,
		needsOptIn: false,
		isPreview: false,
		source: 'Nobody.',
		check,
	};
}
