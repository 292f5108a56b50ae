// Checks who imports whom, and refuses a run that saw hardly any module: with a TypeScript it cannot use,
// dependency-cruiser reports 0 modules and success.
import './machine/needed-node.mjs';
import { readImports } from './lint/imports.mjs';

const fewestModules = 1000;

const { moduleCount, violations } = await readImports();
for (const { wall, from, to } of violations) console.error(`${wall}: ${from} → ${to}`);
if (moduleCount < fewestModules) {
	console.error(
		`Only ${moduleCount} modules were read, fewer than ${fewestModules}: dependency-cruiser did not understand the TypeScript files.`,
	);
}
console.log(`${moduleCount} modules, ${violations.length} violations.`);
process.exitCode = violations.length === 0 && moduleCount >= fewestModules ? 0 : 1;
