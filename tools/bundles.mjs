// What is bundled from what, into dist/. `--production` minifies. Started by esbuild.mjs; read by the tool that writes the notices.
import { readdirSync, existsSync } from 'node:fs';

const isProduction = process.argv.includes('--production');

/**
 * Zod speaks forty languages and is asked in one: without the others its part of each bundle, and the time to load it, is a third.
 * @type {import('esbuild').Plugin}
 */
const onlyEnglishZod = {
	name: 'only-english-zod',
	setup: build => {
		build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.(?:js|cjs)$/ }, () => ({ contents: 'export {};', loader: 'js' }));
	},
};

/** @satisfies {import('esbuild').BuildOptions} */
const shared = {
	bundle: true,
	minify: isProduction,
	sourcemap: !isProduction,
	logLevel: 'info',
	legalComments: 'none',
	plugins: [onlyEnglishZod],
};

/** The floors of package.json: Node 22.13, and VS Code 1.101 with Node 22.15 and Chromium 134. */
const targets = { node: 'node22.13', browser: 'chrome134' };

/**
 * Node bundles are CommonJS, because many of the packages in them are.
 * @satisfies {import('esbuild').BuildOptions}
 */
const node = { ...shared, platform: 'node', target: targets.node, format: 'cjs', external: ['vscode'], mainFields: ['module', 'main'] };

const panels = readdirSync('webviews', { withFileTypes: true })
	.filter(entry => entry.isDirectory() && existsSync(`webviews/${entry.name}/main.ts`))
	.map(entry => entry.name);

/**
 * What VS Code loads on activation is a few kilobytes; the session behind it is a bundle of its own, loaded when it is first
 * needed. Compiling one bundle with everything would take longer than activation may take.
 */
const extensionEntry = {
	...node,
	entryPoints: { extension: 'extension/extension.ts' },
	supported: { 'dynamic-import': false },
	plugins: [onlyEnglishZod, bundledApart('./session.ts', './session.js')],
	outdir: 'dist',
};

/** The file that users and hooks call has the syntax of an old Node, whom it tells which one is needed. */
const commandLineEntry = {
	...node,
	target: 'node12',
	entryPoints: { cli: 'cli/entry.ts' },
	supported: { 'dynamic-import': false },
	plugins: [bundledApart('./main.ts', './command-line.js')],
	outdir: 'dist',
	banner: { js: '#!/usr/bin/env node' },
	sourcemap: false,
};

/** The clients of model endpoints are a bundle of their own, which is loaded with the first question. */
const withoutClients = [onlyEnglishZod, bundledApart('./ask-model.ts', './ask-model.js')];

/** @type {import('esbuild').BuildOptions[]} */
export const builds = [
	extensionEntry,
	{ ...node, plugins: withoutClients, entryPoints: { session: 'extension/session.ts' }, outdir: 'dist' },
	{ ...node, plugins: withoutClients, entryPoints: { server: 'language-server/server.ts' }, outdir: 'dist' },
	{ ...node, entryPoints: { 'token-worker': 'io/tokens/token-worker.ts' }, outdir: 'dist', sourcemap: false, charset: 'utf8' },
	commandLineEntry,
	{
		...node,
		plugins: [...withoutClients, bundledApart('../../mcp/serve-mcp.ts', './serve-mcp.js')],
		entryPoints: { 'command-line': 'cli/main.ts' },
		outdir: 'dist',
	},
	// The protocol of agents is of use to one command, which stays until its client closes.
	{ ...node, entryPoints: { 'serve-mcp': 'cli/mcp/serve-mcp.ts' }, outdir: 'dist', sourcemap: false },
	{ ...node, entryPoints: { 'ask-model': 'io/endpoints/ask-model.ts' }, outdir: 'dist', sourcemap: false },
	{
		...shared,
		platform: 'browser',
		target: targets.browser,
		format: 'iife',
		entryPoints: Object.fromEntries(panels.map(panel => [panel, `webviews/${panel}/main.ts`])),
		outdir: 'dist/webviews',
	},
];

/**
 * Leaves the module that is imported as `specifier` to a bundle of its own, which is loaded from `path` when it is needed.
 * @param {string} specifier
 * @param {string} path
 * @returns {import('esbuild').Plugin}
 */
function bundledApart(specifier, path) {
	return {
		name: `apart-${path}`,
		setup: build => build.onResolve({ filter: /./ }, args => (args.path === specifier ? { path, external: true } : undefined)),
	};
}
