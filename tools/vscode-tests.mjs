// Runs one set of suites inside VS Code. Usage: node tools/vscode-tests.mjs development|restricted|packaged
// STAGEMARK_SAMPLE names a ready sample repository; without it one is made.
import './machine/needed-node.mjs';
import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { temporaryFolder } from './machine/clean-up.mjs';
import { runOrThrow } from './machine/run-command.mjs';
import { runInVscode } from './vscode/run-in-vscode.mjs';
import { createSampleRepository } from './sample-repository.mjs';
import { installExtension } from './vscode/server.mjs';

/** @type {Readonly<Record<string, (workspace: string) => Promise<boolean>>>} */
const sets = {
	/** The extension as it is being developed. */
	development: async workspace => runInVscode({ suites: 'test/vscode', workspace }),
	/** The same extension in a workspace that the user has not trusted. */
	restricted: async workspace => runInVscode({ suites: 'test/vscode/restricted', workspace, isTrusted: false }),
	/** The package that users install. */
	packaged: async workspace => {
		console.log((await runOrThrow(process.execPath, ['tools/package.mjs'])).trim().split('\n').at(-1));
		const { version } = packageJson;
		const extensionsFolder = temporaryFolder('extensions');
		await installExtension(resolve(`stagemark-${version}.vsix`), extensionsFolder);
		return runInVscode({ suites: 'test/vscode/packaged', workspace, extensionsFolder });
	},
};

const set = sets[process.argv[2] ?? ''];
if (set === undefined) {
	console.error(`usage: node tools/vscode-tests.mjs ${Object.keys(sets).join('|')}`);
	process.exit(2);
}
const workspace = join(temporaryFolder('workspace'), 'code-generator');
const ready = process.env['STAGEMARK_SAMPLE'];
if (ready === undefined) await createSampleRepository(workspace);
else cpSync(ready, workspace, { recursive: true });
process.exitCode = (await set(workspace)) ? 0 : 1;
