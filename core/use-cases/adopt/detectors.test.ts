import assert from 'node:assert/strict';
import { detectors } from './all-detectors.ts';
import { findReaders } from './find-readers.ts';

/** What the detectors say of one file: `what as name`, with its place. */
function found(path: string, text: string | undefined, readers: Readonly<Record<string, string>> = {}): readonly string[] {
	const around = findReaders();
	for (const [reader, source] of Object.entries(readers)) around.take({ path: reader, text: source });
	const all = detectors.map(detector => detector.detect({ path, text: detector.reads(path) ? text : undefined }, around));
	return (all.find(each => each.length > 0) ?? []).map(({ what, as, name, at, line, taken }) =>
		[what, as, name, at ?? line, taken ? 'taken' : undefined].filter(part => part !== undefined).join(' '),
	);
}

const talker = 'from openai import OpenAI\nprompt = open("prompts_dir/triage.txt").read()\n';

const cases: readonly (readonly [path: string, text: string | undefined, expected: readonly string[]])[] = [
	// Texts and templates, by place and name.
	['app/prompts/answer.txt', 'Answer {question} in {language}.', ['prompt f-string answer taken']],
	['app/prompts/rag/answer.jinja2', 'Use {{ context }}.', ['prompt jinja2 answer taken']],
	['src/prompt_templates/mail.hbs', '{{#each items}}{{this}}{{/each}}', ['prompt handlebars mail taken']],
	['src/prompts/plain.md', '# You are a helper\n\nBe kind.', ['prompt none plain taken']],
	['src/system_prompt.txt', 'You are a helper.', ['prompt none system_prompt taken']],
	['src/prompts/json.txt', 'Answer as {"a": 1} or {b', ['prompt none json taken']],
	['src/prompts/broken.txt', 'Hello {{ name', ['prompt unclear broken']],
	['src/prompts/answer-v1.2.txt', 'Hi', ['prompt none answer taken']],
	['src/prompts/README.md', '# Prompts', []],
	['src/prompts/requirements.txt', 'openai==1', []],
	['src/prompts/empty.txt', ' \n', []],
	['src/prompts/binary.txt', undefined, []],
	['templates/page.html.j2', '<p>{{ x }}</p>', []],
	['deploy/nginx.conf.j2', 'listen {{ port }};', []],
	['docs/guide.md', '# Guide', []],
	// Formats that their content shows.
	['a.prompty', '---\nname: a\nmodel: {api: chat}\n---\nuser:\nhi', ['prompt prompty a taken']],
	['p/chat.prompt.yml', 'messages:\n  - {role: user, content: "{{x}}"}\n', ['prompt github-prompt chat taken']],
	['x/mine.j2', '---\nname: mine\nversion: 1.0.0\n---\nhi', ['prompt stagemark mine taken']],
	['docs/page.md', '---\ntitle: A page\nlayout: post\n---\ntext', []],
	['_posts/2024-01-01-x.md', '---\ntitle: A\ntags: [x]\n---\ntext', []],
	// Data.
	[
		'config/agents.yaml',
		'a:\n  system_prompt: You are a kind librarian.\nb: {instructions: x}\n',
		['prompt none a $.a.system_prompt taken'],
	],
	[
		'crew/agents.yml',
		'one:\n  role: r\n  backstory: >\n    You know {topic} very well.\n',
		['prompt f-string one $.one.backstory taken'],
	],
	['c.json', '{"steps": [{"prompt_template": "Say {{ x }} now"}]}', ['prompt jinja2 steps $.steps[0].prompt_template taken']],
	['package.json', '{"instructions": "do this and that"}', []],
	['k8s.yaml', 'kind: Deployment\nspec: {}\n', []],
	['broken.yaml', 'system_prompt: "You are kind\n a: [\n', ['prompt none system_prompt $.system_prompt']],
	// Code.
	['a.py', 'SYSTEM_PROMPT = """You are a helper."""\nX = 1\n', ['code python system_prompt 1']],
	['b.py', 'messages=[{"role": "system", "content": "hi there"}]\n', ['code python b.py-1 1']],
	['c.ts', "const agent = new Agent({\n  instructions: 'Always answer in one sentence.',\n});\n", ['code typescript c.ts-2 2']],
	['d.py', 'chain = [SystemMessage(content="Be kind.")]\n', ['code python d.py-1 1']],
	['e.py', 'system = platform.system()\nprompt = input("Name: ")\n', []],
	['f.js', 'const x = window.prompt("Name?")', []],
	['g.min.js', 'const PROMPT = `You are a helper`', []],
	// Agent files.
	['skills/pdf/SKILL.md', undefined, ['skill skill pdf']],
	['.github/agents/review.agent.md', undefined, ['agent vscode-agent review']],
	['.claude/agents/tester.md', undefined, ['agent claude-agent tester']],
	['.claude/commands/fix/issue.md', undefined, ['agent claude-command issue']],
	['.github/instructions/ts.instructions.md', undefined, ['instructions vscode-instructions ts']],
	['AGENTS.md', undefined, ['instructions agents-md AGENTS']],
	['.cursor/rules/style.mdc', undefined, ['instructions cursor style']],
	// Evaluations.
	['mlflow.db', undefined, ['evidence mlflow mlflow']],
	['mlruns/0/meta.yaml', 'name: Default', ['evidence mlflow meta']],
	['out/results.csv', 'case,score\n1,1\n', ['evidence csv results']],
	['out/eval.jsonl', '{"id": 1, "correct": true}\n', ['evidence jsonl eval']],
	['out/r.json', '{"evalId": "eval-1", "results": {}}', ['evidence promptfoo r']],
	['results_2024.json', '{"results": {"arc": {"acc,none": 0.5}}}', ['evidence lm-eval results_2024']],
	['logs/x.eval', undefined, ['evidence inspect x']],
	['data/cases.jsonl', '{"question": "x"}\n', ['dataset jsonl cases']],
	['datasets/big.parquet', undefined, ['dataset parquet big']],
	['src/prices.csv', 'item,price\n', []],
	// Around.
	['.github/workflows/ci.yml', 'on: push', ['workflow github ci.yml']],
	['.gitlab-ci.yml', 'x: {}', ['workflow gitlab .gitlab-ci.yml']],
	['.husky/pre-commit', 'npm test', ['hook husky pre-commit']],
	['.pre-commit-config.yaml', 'repos: []', ['hook pre-commit .pre-commit-config.yaml']],
	['services/a/stagemark.yaml', '', ['project stagemark services/a']],
];

suite('the detectors of adopt', () => {
	for (const [path, text, expected] of cases) {
		test(`take ${path}${text === undefined ? '' : ` with ${JSON.stringify(text.slice(0, 30))}`} for ${expected.join(', ') || 'nothing'}`, () => {
			assert.deepEqual(found(path, text), expected);
		});
	}

	test('find a text that a program near it reads and sends to a model', () => {
		assert.deepEqual(found('lib/triage.txt', 'Sort this: {mail}', { 'lib/app.py': talker }), ['prompt f-string triage taken']);
		assert.deepEqual(found('lib/triage.txt', 'Sort this: {mail}', { 'lib/app.py': talker.replaceAll(/openai/gi, 'os') }), []);
		assert.deepEqual(found('lib/other.txt', 'Sort this: {mail}', { 'lib/app.py': talker }), []);
	});

	test('name the nearest of several programs', () => {
		const around = findReaders();
		around.take({ path: 'web/app.py', text: talker });
		around.take({ path: 'lib/app.py', text: talker });
		assert.equal(around.readerOf('lib/triage.txt'), 'lib/app.py');
	});

	test('say nothing of any file of an odd text, and never throw', () => {
		for (const text of ['\u0000', '\ud800', '{{{{', '---\n', '"role": "system", "content": "', 'a: &a [*a]', '{'.repeat(5000)]) {
			for (const path of ['a.py', 'prompts/a.txt', 'a.yaml', 'a.json', 'data/a.csv', 'a.md'])
				assert.doesNotThrow(() => found(path, text));
		}
	});
});
