import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const built = resolve('dist/server.js');
let bundle: Promise<string> | undefined;

/** Absolute path of the server's bundle: the one in dist, or a fresh one as near to docs/ when that is missing or older than its sources. */
export function serverBundle(): Promise<string> {
	bundle ??= isUpToDate() ? Promise.resolve(built) : buildServer();
	return bundle;
}

function isUpToDate(): boolean {
	if (!existsSync(built)) return false;
	const builtMs = statSync(built).mtimeMs;
	return ['core', 'io', 'language-server'].every(folder => newestMs(folder) <= builtMs);
}

function newestMs(folder: string): number {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
		entry => entry.isFile() && entry.name.endsWith('.ts'),
	);
	return Math.max(...files.map(entry => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}

async function buildServer(): Promise<string> {
	const outfile = resolve('out', 'server-under-test.js');
	await build({
		entryPoints: ['language-server/server.ts'],
		outfile,
		bundle: true,
		platform: 'node',
		target: 'node22.13',
		format: 'cjs',
		mainFields: ['module', 'main'],
		sourcemap: true,
		logLevel: 'warning',
	});
	return outfile;
}
