import { camelCase } from './thing.mjs';

/** @type {import('./thing.mjs').Kind} */
export const cliCommand = {
	summary: 'a command of the command line, in the area experiment, prompt, registry or workspace',
	example: 'workspace/doctor',
	pattern: /^(experiment|prompt|registry|workspace)\/[a-z]+(-[a-z]+)*$/,
	patternWords: 'its area and its name, such as',
	plan(path) {
		const name = path.split('/')[1] ?? '';
		return {
			files: {
				[`cli/commands/${path}.ts`]: commandText(name),
				[`test/contract/cli/${name}.test.ts`]: testText(name),
			},
			edits: {
				'cli/commands/all-commands.ts': text => insertCommand(text, name, `./${path}.ts`),
				'README.md': text => addRow(text, `| \`${name}\` | counts the prompts of the workspace |`),
			},
			next: ['Say in the README what it does.'],
		};
	},
};

/**
 * The list of commands with one more, before the first whose name sorts behind it.
 * @param {string} text
 * @param {string} name
 * @param {string} path of the module
 */
function insertCommand(text, name, path) {
	const entry = `\t{\n\t\tname: '${name}',\n\t\tsummary: 'Count the prompts of the workspace.',\n\t\tload: async () => (await import('${path}')).${camelCase(name)},\n\t},\n`;
	const entries = [...text.matchAll(/^\t\{\s+name: '([\w-]+)'|^\];$/gm)];
	const next = entries.find(([, other]) => other === undefined || other > name);
	if (next === undefined) throw new Error('The list of commands has no end.');
	return `${text.slice(0, next.index)}${entry}${text.slice(next.index)}`;
}

/**
 * The row goes to the end of the table of commands, whose order is that of a day's work.
 * @param {string} text
 * @param {string} row
 */
function addRow(text, row) {
	return text.replace(/(## The command line\n\n(?:\|.*\n)+)/, `$1${row}\n`);
}

/** @param {string} name */
function commandText(name) {
	return `import type { CliCommand } from '../../command.ts';
import { loadFacts } from '../../load-facts.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';

export const ${camelCase(name)}: CliCommand = {
	onlyLooks: true,

	define(parser) {
		parser.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, _args, rawOptions) {
		const { format } = outputFormatSchema.parse(rawOptions);
		const { length: count } = (await loadFacts(context)).prompts;
		if (format === 'json') context.output.json({ version: 1, prompts: count });
		else context.output.line(\`\${count} \${count === 1 ? 'prompt' : 'prompts'}\`);
		return 0;
	},
};
`;
}

/** @param {string} name */
function testText(name) {
	return `import assert from 'node:assert/strict';
import { runCommandLine } from '../../support/command-line.ts';
import { TemporaryRepository } from '../../support/temporary-repository.ts';

suite('stagemark ${name}', () => {
	let repository: TemporaryRepository;
	setup(() => {
		repository = TemporaryRepository.create();
		repository.write('prompts/greeter.j2', 'Say hello.\\n');
	});
	teardown(() => repository.dispose());

	test('counts the prompts, for people and for programs', () => {
		assert.equal(runCommandLine(repository.root, ['${name}']).stdout, '1 prompt\\n');
		const { stdout, exitCode } = runCommandLine(repository.root, ['${name}', '--format', 'json']);
		assert.deepEqual(JSON.parse(stdout), { version: 1, prompts: 1 });
		assert.equal(exitCode, 0);
	});
});
`;
}
