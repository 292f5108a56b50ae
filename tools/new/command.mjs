import { addCommand, addKey } from './edit-json.mjs';
import { insertMember } from './insert-line.mjs';
import { camelCase, titleOf } from './thing.mjs';

/** @type {import('./thing.mjs').Kind} */
export const command = {
	summary: 'a command of the editor, in the area experiment, prompt, registry or workspace',
	example: 'workspace/show-cache',
	pattern: /^(experiment|prompt|registry|workspace)\/[a-z]+(-[a-z]+)*$/,
	patternWords: 'its area and its name, such as',
	plan(path) {
		const name = path.split('/')[1] ?? '';
		const variable = camelCase(name);
		return {
			files: {
				[`extension/commands/${path}.ts`]: commandText(name),
				[`test/vscode/${name}.test.ts`]: testText(name),
			},
			edits: {
				'extension/commands/all-commands.ts': text => insertMember(text, variable, `./${path}.ts`),
				'package.json': text => addCommand(text, variable),
				'package.nls.json': text => addKey(text, `command.${variable}`, titleOf(name)),
				'package.nls.pt-br.json': text => addKey(text, `command.${variable}`, titleOf(name)),
			},
			next: [
				'Translate its title in package.nls.pt-br.json.',
				'What it shows goes through l10n.t, with a line in l10n/bundle.l10n.pt-br.json.',
				'If it writes or executes: needsTrust, `"enablement": "isWorkspaceTrusted"` and the list in test/contract/package-json.test.ts.',
				'A place in menus or a key: contributes.menus and contributes.keybindings of package.json.',
			],
		};
	},
};

/** @param {string} name */
function commandText(name) {
	return `import type { Command } from '../command.ts';

/** Brings the log to the front. Takes no arguments. */
export const ${camelCase(name)}: Command = {
	id: 'stagemark.${camelCase(name)}',
	needsTrust: false,
	run({ log }) {
		log.show();
		return Promise.resolve();
	},
};
`;
}

/** @param {string} name */
function testText(name) {
	return `import assert from 'node:assert/strict';
import { commands } from 'vscode';

suite('${titleOf(name)}', () => {
	test('runs from the palette', async () => {
		assert.ok((await commands.getCommands(true)).includes('stagemark.${camelCase(name)}'));
		await commands.executeCommand('stagemark.${camelCase(name)}');
	});
});
`;
}
