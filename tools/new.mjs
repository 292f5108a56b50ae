// Starts a thing of a kind: `node tools/new.mjs KIND NAME` writes its files, its line in the list, and what a manifest or a page of the
// documentation needs. `git checkout .` and `git clean` take it back.
import './machine/needed-node.mjs';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as prettier from 'prettier';
import { cliCommand } from './new/cli-command.mjs';
import { command } from './new/command.mjs';
import { dialect } from './new/dialect.mjs';
import { gate } from './new/gate.mjs';
import { importer } from './new/importer.mjs';
import { panel } from './new/panel.mjs';
import { rule } from './new/rule.mjs';

/** @type {Readonly<Record<string, import('./new/thing.mjs').Kind>>} */
const kinds = { 'cli-command': cliCommand, command, dialect, gate, importer, panel, rule };

const [kindName = '', name = '', ...rest] = process.argv.slice(2);
process.exitCode = process.argv.includes('--help') ? help() : await start();

function help() {
	const lines = Object.entries(kinds).map(([word, kind]) => `  ${word.padEnd(12)} ${kind.summary}. Example: ${word} ${kind.example}`);
	console.log(`Usage: node tools/new.mjs KIND NAME\n\nStarts a thing with its test. Kinds:\n${lines.join('\n')}`);
	return 0;
}

async function start() {
	const kind = Object.hasOwn(kinds, kindName) ? kinds[kindName] : undefined;
	if (kind === undefined) {
		return refuse(
			2,
			`There is no kind “${kindName}”. Kinds: ${Object.keys(kinds).join(', ')}. “node tools/new.mjs --help” describes them.`,
		);
	}
	if (rest.length > 0 || !kind.pattern.test(name)) {
		return refuse(2, `“${[name, ...rest].join(' ')}” cannot name a ${kindName}. Write ${kind.patternWords} ${kind.example}.`);
	}
	const { files, edits, next } = kind.plan(name);
	const taken = Object.keys(files).find(path => existsSync(path));
	if (taken !== undefined) return refuse(1, `${taken} exists already. Choose another name.`);
	const edited = Object.entries(edits).map(([path, edit]) => /** @type {const} */ ([path, edit(readFileSync(path, 'utf8'))]));
	const written = [...Object.entries(files), ...edited];
	const formatted = await Promise.all(written.map(async ([path, text]) => /** @type {const} */ ([path, await format(path, text)])));
	for (const [path, text] of formatted) {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, text);
	}
	const docs = spawnSync(process.execPath, ['tools/make-docs.mjs'], { encoding: 'utf8' });
	if (docs.status !== 0) return refuse(1, docs.stderr);
	console.log(['New:', ...Object.keys(files), '', 'Changed:', ...Object.keys(edits), docs.stdout, 'Next:', ...next].join('\n'));
	return 0;
}

/**
 * @param {string} path
 * @param {string} text
 */
async function format(path, text) {
	const { ignored, inferredParser } = await prettier.getFileInfo(path, { ignorePath: '.prettierignore' });
	return ignored || inferredParser === null ? text : prettier.format(text, { ...(await prettier.resolveConfig(path)), filepath: path });
}

/**
 * @param {number} exitCode
 * @param {string} words
 */
function refuse(exitCode, words) {
	console.error(words);
	return exitCode;
}
