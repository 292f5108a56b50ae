import { execFileSync } from 'node:child_process';

/**
 * Makes folders inside one another until their path is longer than a system call takes, so that not even an administrator can open
 * the last one by its path. `remove` has to be called: for the same reason Node cannot delete them.
 */
export function makeUnreadableFolder(folder: string): { readonly path: string; remove(): void } {
	const name = 'd'.repeat(200);
	const depth = 24;
	const steps = `for (let step = 0; step < ${depth}; step++) { fs.mkdirSync('${name}'); process.chdir('${name}'); }`;
	execFileSync(process.execPath, ['-e', steps], { cwd: folder });
	return {
		path: Array.from({ length: depth }, () => name).join('/'),
		remove: () => void execFileSync('rm', ['-rf', name], { cwd: folder }),
	};
}
