import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { reasonOf } from '../../io/files/error-code.ts';
import { routes } from './all-routes.ts';
import { MlflowError } from './mlflow-error.ts';
import { answerArtifact } from './routes/artifacts.ts';
import type { Tracking } from './tracking.ts';

/** Largest body of a question in bytes; artifacts have a limit of their own. */
const bodyLimit = 16 * 1024 * 1024;

/** Answers one request of a client of MLflow, failures included. */
export async function handleRequest(
	request: IncomingMessage,
	response: ServerResponse,
	tracking: Tracking,
	note: (text: string) => void,
): Promise<void> {
	try {
		await answer(request, response, tracking);
	} catch (error) {
		const failure = mlflowErrorOf(error);
		if (failure.code === 'ENDPOINT_NOT_FOUND' || failure.code === 'INTERNAL_ERROR') note(failure.message);
		if (response.headersSent) response.destroy();
		else {
			// What is left of a body that is too large is not read.
			if (!request.complete) response.shouldKeepAlive = false;
			response.writeHead(failure.status, { 'content-type': 'application/json' }).end(JSON.stringify(failure.body));
		}
	}
}

async function answer(request: IncomingMessage, response: ServerResponse, tracking: Tracking): Promise<void> {
	refuseStrangers(request);
	const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
	if (pathname === '/health' || pathname === '/version') {
		response.writeHead(200, { 'content-type': 'text/plain' }).end(pathname === '/health' ? 'OK' : mlflowVersion);
		return;
	}
	const artifact = /^\/(?:ajax-)?api\/2\.0\/mlflow-artifacts\/artifacts(?:\/(.*))?$/.exec(pathname);
	if (artifact === null) await answerJson({ pathname, query: searchParams }, request, response, tracking);
	else await answerArtifact({ path: decoded(artifact[1] ?? ''), query: searchParams }, request, response, tracking);
}

async function answerJson(
	{ pathname, query }: { readonly pathname: string; readonly query: URLSearchParams },
	request: IncomingMessage,
	response: ServerResponse,
	tracking: Tracking,
): Promise<void> {
	const path = /^\/(?:ajax-)?api\/2\.0\/mlflow\/(.+)$/.exec(pathname)?.[1];
	const found = routes.get(`${request.method ?? ''} ${path ?? ''}`);
	if (found === undefined)
		throw new MlflowError('ENDPOINT_NOT_FOUND', `This endpoint does not answer ${request.method ?? ''} ${pathname.slice(0, 200)}.`);
	const input = found.method === 'GET' ? queryOf(query) : await bodyOf(request);
	const value = await found.answer(input, tracking);
	response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

/** The version of MLflow whose answers are given here. */
const mlflowVersion = '3.17.2';

/** A page of another site may lead its own name to this machine; such a request names another host, or where it comes from. */
function refuseStrangers({ headers }: IncomingMessage): void {
	const { host = '', origin } = headers;
	if (!/^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i.test(host))
		throw new MlflowError('PERMISSION_DENIED', 'This endpoint answers to 127.0.0.1 and localhost only.');
	if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`)
		throw new MlflowError('PERMISSION_DENIED', 'This endpoint answers no pages of other sites.');
}

function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		throw new MlflowError('INVALID_PARAMETER_VALUE', 'The path is not written as addresses are.');
	}
}

/** A name that occurs several times is a list. */
function queryOf(query: URLSearchParams): unknown {
	return Object.fromEntries(
		[...new Set(query.keys())].map(key => {
			const values = query.getAll(key);
			return [key, values.length === 1 ? values[0] : values];
		}),
	);
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
	const chunks: Uint8Array[] = [];
	let byteCount = 0;
	for await (const chunk of request as AsyncIterable<Uint8Array>) {
		byteCount += chunk.length;
		if (byteCount > bodyLimit) throw new MlflowError('RESOURCE_EXHAUSTED', 'The request is larger than 16 MB. Send smaller batches.');
		chunks.push(chunk);
	}
	const text = Buffer.concat(chunks).toString('utf8');
	try {
		return text === '' ? {} : (JSON.parse(text) as unknown);
	} catch {
		throw new MlflowError('BAD_REQUEST', 'The request is not JSON.');
	}
}

function mlflowErrorOf(error: unknown): MlflowError {
	if (error instanceof MlflowError) return error;
	if (error instanceof z.ZodError) {
		const [issue] = error.issues;
		return new MlflowError(
			'INVALID_PARAMETER_VALUE',
			`Invalid value for parameter “${issue?.path.join('.') ?? ''}”: ${issue?.message ?? ''}`,
		);
	}
	return new MlflowError('INTERNAL_ERROR', `The request failed: ${reasonOf(error)}`);
}
