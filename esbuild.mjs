// Builds every bundle into dist/. `node esbuild.mjs --watch` rebuilds on change; `--production` minifies.
import './tools/machine/needed-node.mjs';
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, sep } from 'node:path';
import * as esbuild from 'esbuild';
import { builds } from './tools/bundles.mjs';

const isWatching = process.argv.includes('--watch');

if (isWatching) {
	const contexts = await Promise.all(builds.map(options => esbuild.context(options)));
	await Promise.all(contexts.map(context => context.watch()));
} else {
	const results = await Promise.all(builds.map(options => esbuild.build({ ...options, metafile: /** @type {const} */ (true) })));
	// Bundles are replaced one by one and leftovers go last, so that whoever runs one meanwhile always finds it.
	const built = new Set(results.flatMap(({ metafile }) => Object.keys(metafile.outputs)));
	for (const entry of readdirSync('dist', { recursive: true, withFileTypes: true })) {
		const path = join(entry.parentPath, entry.name);
		if (entry.isFile() && !built.has(path.split(sep).join('/'))) await rm(path);
	}
}
