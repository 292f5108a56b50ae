import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { errorCode } from '../../io/files/error-code.ts';
import type { CommandContext } from '../command.ts';
import { UsageError } from '../text/output.ts';
import { handleRequest } from './handle-request.ts';
import { openTracking } from './open-tracking.ts';
import { RunRecorder, waitingRuns } from './run-recorder.ts';
import { isEnded } from './tracking.ts';
import type { Tracking } from './tracking.ts';

const host = '127.0.0.1';

/** Answers clients of MLflow on this machine until it is stopped, then records what has ended. */
export async function serveMlflow(
	{ port, batch }: { readonly port: number; readonly batch: number },
	context: CommandContext,
): Promise<void> {
	const { output, signal } = context;
	const note = (text: string): void => output.note(text);
	const recorder = new RunRecorder({ batch, note });
	const tracking = await openTracking(context, recorder);
	if (tracking === undefined) throw new UsageError('Another MLflow endpoint serves this repository. Stop it first, or use it.');
	try {
		const server = createServer((request, response) => void handleRequest(request, response, tracking, note));
		// A file of gigabytes may take longer than any usual time limit.
		server.requestTimeout = 0;
		const address = await listen(server, port);
		output.line(`MLflow endpoint at ${address}`);
		output.line(`mlflow.set_tracking_uri("${address}")`);
		tellLeftovers(tracking, note);
		if (waitingRuns(tracking).length > 0) await recorder.recordAll(tracking);
		await stopped(server, signal);
		await recorder.recordAll(tracking);
	} finally {
		await tracking.close();
	}
}

async function listen(server: Server, port: number): Promise<string> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', (error: Error) => reject(refusalOf(error, port)));
		server.listen(port, host, resolve);
	});
	const address = server.address();
	return `http://${host}:${typeof address === 'object' && address !== null ? address.port : port}`;
}

function refusalOf(error: Error, port: number): Error {
	if (errorCode(error) === 'EADDRINUSE') return new UsageError(`Port ${port} is taken by another program. Choose another with --port.`);
	return errorCode(error) === 'EACCES'
		? new UsageError(`The system does not allow port ${port}. Choose one above 1023 with --port.`)
		: error;
}

/** Requests that are under way are answered first. */
async function stopped(server: Server, signal: AbortSignal): Promise<void> {
	if (!signal.aborted) await new Promise<void>(resolve => signal.addEventListener('abort', () => resolve(), { once: true }));
	await new Promise<void>(resolve => {
		server.close(() => resolve());
		server.closeIdleConnections();
	});
}

/** A client that died has ended nothing, and only a person knows how its runs ended. */
function tellLeftovers({ state }: Tracking, note: (text: string) => void): void {
	const open = [...state.runs.values()].filter(run => !isEnded(run) && !run.isDeleted);
	for (const { id, name } of open.slice(0, 20))
		note(`The run “${name}” (${id}) has not ended. If its program is gone, close it with “stagemark mlflow close ${id} --failed”.`);
	if (open.length > 20) note(`${open.length - 20} more runs have not ended.`);
}
