// Builds the production bundles and packs them into stagemark-<version>.vsix, then checks what is in it.
import './machine/needed-node.mjs';
import { statSync } from 'node:fs';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import packageJson from '../package.json' with { type: 'json' };
import { runCommand } from './machine/run-command.mjs';

const SIZE_LIMIT_BYTES = 5 * 1024 * 1024;

/** What a package may hold: bundles, what the manifest points to, and what the gallery page shows. */
const allowed = [
	/^package\.json$/,
	/^package\.nls(\.[a-z-]+)?\.json$/,
	/^(README|CHANGELOG|THIRD-PARTY-NOTICES)\.md$/,
	/^LICENSE$/,
	/^dist\/(extension|session|server|cli|command-line|ask-model|serve-mcp|token-worker)\.js$/,
	/^dist\/webviews\/[a-z-]+\.(js|css)$/,
	/^docs\/rules\/[\w-]+\.md$/,
	/^docs\/statistics\.md$/,
	/^docs\/verdicts\/[\w-]+(\.pt-br)?\.md$/,
	/^docs\/images\/verdicts\/[\w-]+(\.pt-br)?\.png$/,
	/^docs\/walkthrough\/[\w-]+\.svg$/,
	/^images\/[\w-]+\.(png|svg)$/,
	/^l10n\/bundle\.l10n(\.[a-z-]+)?\.json$/,
	/^l10n\/sentences(-[a-z]+)?\.[a-z-]+\.json$/,
	/^syntaxes\/[\w.-]+\.json$/,
];

const { version } = packageJson;
const vsix = `stagemark-${version}.vsix`;

const build = await runCommand(process.execPath, ['esbuild.mjs', '--production']);
if (build.code !== 0) process.exit(build.code);

// A package that was added since must not ship without its licence.
const notices = await runCommand(process.execPath, ['tools/make-notices.mjs', '--check']);
if (notices.code !== 0) process.exit(notices.code);

const files = await listFiles({ packageManager: PackageManager.None });
const strangers = files.filter(file => !allowed.some(pattern => pattern.test(file)));
if (strangers.length > 0) {
	console.error(
		`These files do not belong into the package; exclude them in .vscodeignore:\n${strangers.map(file => `  ${file}`).join('\n')}`,
	);
	process.exit(1);
}
// There is no repository address to rewrite the pictures of the README to; they stay as they are.
await createVSIX({ packagePath: vsix, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false });

const byteCount = statSync(vsix).size;
console.log(`${vsix}: ${files.length} files, ${(byteCount / 1024 / 1024).toFixed(2)} MB`);
if (byteCount > SIZE_LIMIT_BYTES) {
	console.error(`The package is over ${SIZE_LIMIT_BYTES / 1024 / 1024} MB.`);
	process.exit(1);
}
