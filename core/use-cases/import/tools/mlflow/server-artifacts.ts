import { largestArtifact } from '../../reading/pick-artifacts.ts';
import type { SourceFile, SourceServer } from '../../import-source.ts';
import { numberOf, wordOf } from '../../reading/json-values.ts';
import type { ServerClient } from './server-client.ts';
import type { StoredRun } from './stored-run.ts';

/** The artifacts of a run, downloaded as far as a run may keep them. */
export async function artifactsOfRun(
	client: ServerClient,
	server: SourceServer,
	run: string,
): Promise<Pick<StoredRun, 'artifactFolder' | 'artifacts'>> {
	const artifactFolder = `downloads/${run.replace(/\W/g, '_')}/`;
	const artifacts: SourceFile[] = [];
	for (const { path, byteCount } of await listed(client, run, '')) {
		const place = `${artifactFolder}${path}`;
		const isTaken = byteCount <= largestArtifact && artifacts.length < mostArtifacts;
		const absolute = isTaken ? await server.downloads.writeBytes(place, await client.download(run, path, largestArtifact)) : place;
		artifacts.push({ path: place, byteCount, file: server.open(absolute) });
	}
	return { artifactFolder, artifacts };
}

/** As many as a run takes. */
const mostArtifacts = 50;

/** All files below a folder. What a server calls a path is its word: one that leads elsewhere is no artifact. */
async function listed(
	client: ServerClient,
	run: string,
	folder: string,
	depth = 0,
): Promise<readonly { readonly path: string; readonly byteCount: number }[]> {
	const query = { run_id: run, ...(folder === '' ? {} : { path: folder }) };
	const found: { path: string; byteCount: number }[] = [];
	for (const entry of await client.all('2.0/mlflow/artifacts/list', 'files', { query })) {
		const path = wordOf(entry['path']);
		if (leadsOut(path))
			client.notes.warn(`The artifact “${path.slice(0, 100)}” of the run ${run} leads out of its folder, so it is left out.`);
		else if (entry['is_dir'] !== true) found.push({ path, byteCount: numberOf(entry['file_size']) ?? 0 });
		else if (depth < deepest && path.startsWith(folder)) found.push(...(await listed(client, run, path, depth + 1)));
	}
	return found.sort((left, right) => (left.path < right.path ? -1 : 1));
}

const deepest = 20;

function leadsOut(path: string): boolean {
	return path.split(/[/\\]/).some(part => part === '' || part === '.' || part === '..' || /[:\0]/.test(part));
}
