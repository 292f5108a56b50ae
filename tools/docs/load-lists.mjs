// The lists of the product, as the product has them. They are TypeScript, so they are bundled first.
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';

/**
 * @typedef {object} Lists
 * @property {typeof import('../../core/formats/config/config.ts').configSchema} configSchema
 * @property {readonly import('../../language-server/rules/rule.ts').Rule[]} rules
 * @property {readonly import('../../core/judging/gates/gate.ts').Gate[]} gates
 * @property {readonly import('../../core/use-cases/import/importer.ts').Importer[]} importers
 * @property {readonly import('../../core/formats/prompt/dialects/dialect.ts').Dialect[]} dialects
 */

const entry = `
	export { configSchema } from './core/formats/config/config.ts';
	export { rules } from './language-server/rules/all-rules.ts';
	export { gates } from './core/judging/gates/all-gates.ts';
	export { importers } from './core/use-cases/import/tools/all-importers.ts';
	export { dialects } from './core/formats/prompt/dialects/all-dialects.ts';
`;

/** @returns {Promise<Lists>} */
export async function loadLists() {
	const outfile = resolve('out', `lists-${process.pid}.cjs`);
	await esbuild.build({
		stdin: { contents: entry, resolveDir: '.', loader: 'ts' },
		outfile,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		mainFields: ['module', 'main'],
		logLevel: 'warning',
	});
	try {
		return await import(pathToFileURL(outfile).href);
	} finally {
		rmSync(outfile);
	}
}
