import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { MlflowError } from '../mlflow-error.ts';
import { route } from '../route.ts';
import { recordOf } from '../tracking.ts';
import type { Tracking } from '../tracking.ts';

export const artifactRoutes = [
	route('GET artifacts/list', z.object({ run_id: z.string(), path: z.string().default('') }), async ({ run_id: id, path }, tracking) => {
		const root = `${tracking.run(id).experiment}/${id}/artifacts`;
		const entries = await tracking.artifacts.list(path === '' ? root : `${root}/${path}`);
		return {
			root_uri: `mlflow-artifacts:/${root}`,
			files: entries.map(entry => ({ ...entry, path: path === '' ? entry.path : `${path}/${entry.path}` })),
		};
	}),
];

/** Files by their path, `EXPERIMENT/RUN/artifacts/NAME`. */
export async function answerArtifact(
	{ path, query }: { readonly path: string; readonly query: URLSearchParams },
	request: IncomingMessage,
	response: ServerResponse,
	tracking: Tracking,
): Promise<void> {
	const { artifacts } = tracking;
	if (request.method === 'GET' && path === '') {
		sendJson(response, { files: await artifacts.list(query.get('path') ?? '') });
	} else if (request.method === 'GET') {
		const { byteCount, content } = await artifacts.read(path);
		// Files come from anybody's program, and a browser must not run them.
		response.writeHead(200, {
			'content-type': 'application/octet-stream',
			'content-length': byteCount,
			'x-content-type-options': 'nosniff',
		});
		await pipeline(content, response);
	} else if (request.method === 'PUT') {
		refuseSettled(path, tracking);
		await artifacts.write(path, request);
		sendJson(response, {});
	} else if (request.method === 'DELETE') {
		refuseSettled(path, tracking);
		await artifacts.remove(path);
		sendJson(response, {});
	} else throw new MlflowError('ENDPOINT_NOT_FOUND', `Artifacts do not take ${request.method ?? ''}.`);
}

/** Files of a run go where a run is, and as long as it is not recorded. */
function refuseSettled(path: string, { state }: Tracking): void {
	const [experiment = '', id = '', folder] = path.split('/');
	const run = state.runs.get(id);
	if (run?.experiment !== experiment || folder !== 'artifacts')
		throw new MlflowError(
			'INVALID_PARAMETER_VALUE',
			`The artifact “${path}” belongs to no run here. Its path starts with EXPERIMENT/RUN/artifacts.`,
		);
	const record = recordOf(run);
	if (record !== undefined)
		throw new MlflowError(
			'INVALID_PARAMETER_VALUE',
			`The run ${id} is recorded as ${record}, so its artifacts do not change. Start a new run.`,
		);
}

function sendJson(response: ServerResponse, value: unknown): void {
	response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
