import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { parseConfig } from '../../../core/formats/config/parse-config.ts';
import { WorkspaceIndex } from '../../../core/workspace/workspace-index.ts';
import { parseDocument } from '../../../language-server/documents/parse-document.ts';
import { rules } from '../../../language-server/rules/all-rules.ts';
import { runRules } from '../../../language-server/rules/run-rules.ts';

/** Small files as the tools’ own examples are, written anew; the folder says which dialect each is to be read as. */
const folder = 'test/contract/dialects/fixtures';
const paths = readdirSync(`${folder}/prompts`, { recursive: true, encoding: 'utf8' })
	.filter(file => /\.\w+$/.test(file))
	.map(file => `prompts/${file.replaceAll('\\', '/')}`)
	.sort();

const dialects: Readonly<Record<string, string>> = {
	dotprompt: 'dotprompt',
	github: 'github-prompt',
	langchain: 'langchain',
	promptfoo: 'promptfoo',
	prompty: 'prompty',
	'semantic-kernel': 'semantic-kernel',
	vscode: 'vscode-prompt',
};

suite('example files of other tools', () => {
	test('there are some of every dialect', () =>
		assert.deepEqual([...new Set(paths.map(path => path.split('/')[1]))], Object.keys(dialects).sort()));

	for (const path of paths) {
		const text = readFileSync(`${folder}/${path}`, 'utf8');

		test(`${path} is read as what it is and nothing is said about it`, () => {
			const { dialect, findings } = check(path, text, undefined);
			assert.equal(dialect, dialects[path.split('/')[1] ?? '']);
			assert.deepEqual(findings, []);
		});

		test(`${path} is not asked for more than a version once the repository has opted in`, () => {
			const { carriesVersion, findings } = check(path, text, '');
			assert.deepEqual(findings, carriesVersion && !/^version:/m.test(text) ? ['missing-version'] : []);
		});

		test(`${path} can be cut anywhere without a rule that fails`, () => {
			for (let end = 0; end < text.length; end += 7) check(path, text.slice(0, end), '');
		});

		test(`${path} reads the same with Windows line ends`, () =>
			assert.deepEqual(check(path, text.replaceAll('\n', '\r\n'), undefined).findings, []));
	}

	const mistakes: readonly (readonly [title: string, path: string, replace: readonly [string, string], rule: string, words: string])[] = [
		[
			'an undeclared input of Prompty',
			'prompty/v2-image.prompty',
			['({{image}})', '({{image}} {{imgae}})'],
			'undeclared-variable',
			'imgae',
		],
		['an undeclared input of dotprompt', 'dotprompt/greeting.prompt', ['at {{location}}', 'at {{loc}}'], 'undeclared-variable', 'loc'],
		['an unused input of dotprompt', 'dotprompt/greeting.prompt', ['at {{location}}', 'here'], 'unused-variable', 'location'],
		['an open block of dotprompt', 'dotprompt/greeting.prompt', ['{{/if~}}', ''], 'unclosed-block', '{{~#if style}}'],
		['an undeclared input of LangChain', 'langchain/simple.yaml', ['{content}', '{contents}'], 'undeclared-variable', 'contents'],
		['an unused input of LangChain', 'langchain/simple.yaml', ['{content}', 'cows'], 'unused-variable', 'content'],
		['an open brace of LangChain', 'langchain/simple.yaml', ['{content}', '{content'], 'unclosed-delimiter', '{'],
		[
			'an open block of promptfoo',
			'promptfoo/promptfooconfig.yaml',
			['{% endfor %}', ''],
			'unclosed-block',
			'{% for message in history %}',
		],
		[
			'a secret in a GitHub prompt',
			'github/summarize.prompt.yml',
			['You sum up', `ghp_${'aB3dE6gH9j'.repeat(4).slice(0, 36)} You`],
			'secret-in-prompt',
			'ghp_',
		],
	];
	for (const [title, path, [from, to], rule, words] of mistakes) {
		test(`${title} is found`, () => {
			const text = readFileSync(`${folder}/prompts/${path}`, 'utf8');
			assert.ok(text.includes(from));
			const { diagnostics, changed } = check(
				`prompts/${path}`,
				text.replace(from, () => to),
				undefined,
			);
			const found = diagnostics
				.filter(diagnostic => diagnostic.rule === rule)
				.map(({ range }) => changed.slice(range.start, range.end));
			assert.ok(
				found.some(shown => shown.startsWith(words)),
				`${rule} on ${JSON.stringify(found)}, all: ${diagnostics.map(diagnostic => diagnostic.rule).join(', ')}`,
			);
		});
	}

	const repairs: readonly (readonly [path: string, replace: readonly [string, string], title: string, line: string])[] = [
		[
			'dotprompt/greeting.prompt',
			['at {{location}}', 'at {{location}} {{day}}'],
			'Declare “day” under input.schema',
			'    day: string',
		],
		['prompty/v2-image.prompty', ['({{image}})', '({{image}} {{day}})'], 'Declare “day” under inputs', '  - {name: day, kind: string}'],
		['langchain/simple.yaml', ['{content}', '{content} {day}'], 'Declare “day” under input_variables', '  - "day"'],
	];
	for (const [path, [from, to], title, line] of repairs) {
		test(`a new input in ${path} is declared as its dialect does`, () => {
			const text = readFileSync(`${folder}/prompts/${path}`, 'utf8').replace(from, () => to);
			const fix = check(`prompts/${path}`, text, undefined)
				.diagnostics.flatMap(({ fixes }) => fixes)
				.find(candidate => candidate.title === title);
			const [edit] = fix?.edits ?? [];
			assert.ok(edit !== undefined);
			const repaired = text.slice(0, edit.range.start) + edit.newText + text.slice(edit.range.end);
			assert.ok(repaired.split('\n').includes(line), repaired);
			assert.deepEqual(check(`prompts/${path}`, repaired, undefined).findings, []);
		});
	}
});

function check(path: string, text: string, config: string | undefined) {
	const index = new WorkspaceIndex(parseConfig(config));
	index.update(path, text);
	const document = parseDocument(path, { kind: 'text', text }, index.config);
	const prompt = document?.kind === 'prompt' ? document.value : undefined;
	const diagnostics =
		document === undefined
			? []
			: runRules({
					rules,
					document,
					workspace: index,
					committedPrompt: undefined,
					experiment: undefined,
					registry: undefined,
					today: '2026-11-22',
					tokens: undefined,
					log: message => {
						throw new Error(message);
					},
				});
	return {
		changed: text,
		dialect: prompt?.dialect,
		carriesVersion: prompt?.carriesVersion === true,
		diagnostics,
		findings: diagnostics.map(({ rule }) => rule),
	};
}
