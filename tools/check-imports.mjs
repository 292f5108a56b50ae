// Checks who imports whom, and refuses a run that saw hardly any module: with a TypeScript it cannot use,
// dependency-cruiser reports 0 modules and success.
import './machine/needed-node.mjs';
import { createRequire } from 'node:module';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

/** @type {Required<Pick<import('dependency-cruiser').IConfiguration, 'options' | 'forbidden'>>} */
const configuration = createRequire(import.meta.url)('../.dependency-cruiser.cjs');
const folders = ['core', 'io', 'language-server', 'extension', 'webviews', 'cli', 'test'];
const fewestModules = 500;

const { output } = await cruise(
	folders,
	{ ...configuration.options, ruleSet: { forbidden: configuration.forbidden }, validate: true },
	configuration.options.enhancedResolveOptions,
	{ tsConfig: extractTSConfig('tsconfig.json') },
);
if (typeof output === 'string') throw new Error('dependency-cruiser gave a report where its findings were asked for.');
const { violations, totalCruised } = output.summary;

for (const { rule, from, to, cycle } of violations) {
	const path = cycle === undefined ? to : cycle.map(step => step.name).join(' → ');
	console.error(`${rule.name}: ${from} → ${path}`);
}
if (totalCruised < fewestModules) {
	console.error(
		`Only ${totalCruised} modules were read, fewer than ${fewestModules}: dependency-cruiser did not understand the TypeScript files.`,
	);
}
console.log(`${totalCruised} modules, ${violations.length} violations.`);
process.exitCode = violations.length === 0 && totalCruised >= fewestModules ? 0 : 1;
