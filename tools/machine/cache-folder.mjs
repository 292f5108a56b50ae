// Downloads that are kept between runs, one folder per version, outside the project.
import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { onExit } from './clean-up.mjs';

/** The folder of everything these scripts keep. */
export function cacheRoot() {
	return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'stagemark');
}

/**
 * The cached folder `name`, filled first when it is not there. It appears complete or not at all, so that a stopped
 * download is never taken for a finished one and two runs at once do not disturb each other.
 * @param {string} name with a version in it
 * @param {(folder: string) => Promise<void>} fill
 */
export async function cachedFolder(name, fill) {
	const target = join(cacheRoot(), name);
	if (existsSync(target)) return target;
	await mkdir(dirname(target), { recursive: true });
	const partial = await mkdtemp(`${target}.partial-`);
	const removePartial = onExit(() => rmSync(partial, { recursive: true, force: true }));
	try {
		await fill(partial);
		await rename(partial, target);
	} catch (error) {
		if (!existsSync(target)) throw error; // Otherwise another run was faster; its copy is as good.
	} finally {
		await rm(partial, { recursive: true, force: true });
		removePartial();
	}
	return target;
}
