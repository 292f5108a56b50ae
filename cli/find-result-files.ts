import { statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';

/** What the words of `compare` are: result files, references to what is recorded, or some of both. */
export type ReferenceKind = 'files' | 'references' | 'both';

/** Files of results end so; nothing that is recorded is called like that. */
const resultEnding = /\.(?:csv|eval|json|jsonl|ndjson|tsv|wandb|zip)(?:#.*)?$/i;

/**
 * Tells files from references. A word is a file when there is one of that name, when it ends like a file of results, or, for
 * folders, when it is written as a path (`./logs`, `logs/`): an experiment's folder may have the very name of the experiment.
 *
 * @param cwd - Absolute path of the folder that relative paths start in.
 */
export function findResultFiles(references: readonly string[], cwd: string): ReferenceKind {
	const fileCount = references.filter(reference => isFile(reference, cwd)).length;
	return fileCount === 0 ? 'references' : fileCount === references.length ? 'files' : 'both';
}

function isFile(reference: string, cwd: string): boolean {
	if (resultEnding.test(reference) || /^\.{1,2}[/\\]|[/\\]$/.test(reference) || isAbsolute(reference)) return true;
	return [reference, reference.split('#')[0] ?? ''].some(
		path => path !== '' && statSync(resolve(cwd, path), { throwIfNoEntry: false })?.isFile() === true,
	);
}
