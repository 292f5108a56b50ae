import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { eventually } from './eventually.ts';

/** Waits until no process has its working folder at or below `root`: Git, for one, outlives the process that started it. */
export async function nobodyWorksIn(root: string): Promise<void> {
	await eventually(`the last process in ${root}`, () => Promise.resolve(workingFolders().some(isInside) ? undefined : true));

	function isInside(folder: string): boolean {
		return folder === root || folder.startsWith(`${root}/`);
	}
}

/** None on a system that does not list its processes as files. */
function workingFolders(): readonly string[] {
	if (!existsSync('/proc')) return [];
	return readdirSync('/proc')
		.filter(name => /^\d+$/.test(name))
		.flatMap(id => {
			try {
				return [readlinkSync(`/proc/${id}/cwd`)];
			} catch {
				return []; // It ended in the meantime, or belongs to somebody else.
			}
		});
}
