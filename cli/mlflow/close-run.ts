import { z } from 'zod';
import type { CommandContext, ExitCode } from '../command.ts';
import { UsageError } from '../text/output.ts';
import { openTracking } from './open-tracking.ts';
import { RunRecorder } from './run-recorder.ts';
import { isEnded } from './tracking.ts';
import type { Tracking } from './tracking.ts';

/** How a run is closed. */
interface Closing {
	readonly run: string;
	readonly isFailed: boolean;
	/** Where an endpoint may be serving that has the run open. */
	readonly port: number;
}

/** Ends a run whose program is gone, through the endpoint where one serves this repository. */
export async function closeRun(closing: Closing, context: CommandContext): Promise<ExitCode> {
	const { output } = context;
	const recorder = new RunRecorder({ batch: 1, note: text => output.note(text) });
	const tracking = await openTracking(context, recorder);
	if (tracking === undefined) return await closeOverHttp(closing, context);
	try {
		return await closeHere(closing, tracking, context);
	} finally {
		await tracking.close();
	}
}

async function closeHere({ run: id, isFailed }: Closing, tracking: Tracking, { output }: CommandContext): Promise<ExitCode> {
	const run = tracking.state.runs.get(id);
	if (run === undefined) throw new UsageError(`The endpoint has no run “${id}”. “stagemark mlflow serve” lists the runs that are open.`);
	if (isEnded(run)) {
		output.note(`The run “${run.name}” has already ended as ${run.status}.`);
		return 1;
	}
	const status = isFailed ? 'FAILED' : 'FINISHED';
	await tracking.note({ kind: 'run-change', run: id, status, endedAt: Date.now() });
	await tracking.ended(run);
	output.line(`closed ${run.name} (${id}) as ${status}`);
	return 0;
}

async function closeOverHttp({ run, isFailed, port }: Closing, { output, signal }: CommandContext): Promise<ExitCode> {
	const status = isFailed ? 'FAILED' : 'FINISHED';
	const response = await fetch(`http://127.0.0.1:${port}/api/2.0/mlflow/runs/update`, {
		method: 'POST',
		body: JSON.stringify({ run_id: run, status, end_time: Date.now() }),
		signal,
	}).catch(() => undefined);
	if (response === undefined)
		throw new UsageError(`An MLflow endpoint serves this repository on another port than ${port}. Name its port with --port.`);
	if (response.ok) {
		output.line(`closed ${run} as ${status}`);
		return 0;
	}
	const refusal = z.object({ message: z.string() }).safeParse(await response.json().catch(() => undefined));
	output.note(refusal.data?.message ?? `The endpoint answered ${response.status}.`);
	return 1;
}
