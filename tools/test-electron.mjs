// The suites of test/vscode in desktop VS Code, downloaded by @vscode/test-electron: for desktops and release CI, which
// have internet access and a display (on Linux: xvfb-run npm run test:electron).
// Usage: npm run test:electron [-- VERSION]   default the newest stable VS Code
import './machine/needed-node.mjs';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { bundleVscodeTests } from './vscode/bundle-tests.mjs';
import { onExit, temporaryFolder } from './machine/clean-up.mjs';
import { createSampleRepository } from './sample-repository.mjs';
import { runCommand } from './machine/run-command.mjs';

const build = await runCommand(process.execPath, ['esbuild.mjs']);
if (build.code !== 0) process.exit(build.code);

const folder = join('out', `electron-${process.pid}`);
onExit(() => rmSync(folder, { recursive: true, force: true }));
const profile = temporaryFolder('electron');
const workspace = join(profile, 'code-generator');
await createSampleRepository(workspace);

const version = process.argv[2];
const code = await runTests({
	...(version === undefined ? {} : { version }),
	extensionDevelopmentPath: process.cwd(),
	extensionTestsPath: await bundleVscodeTests(folder, 'test/vscode'),
	extensionTestsEnv: { STAGEMARK_TEST_WORKSPACE: workspace },
	launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust', '--user-data-dir', join(profile, 'user')],
});
process.exitCode = code;
