import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import type { ProcessResult, ScratchFolder } from '../../ports/process-runner.ts';
import { redactSecrets } from '../../base/secrets/redact-secrets.ts';
import { datasetPath } from '../../formats/experiment/dataset-path.ts';
import type { ExperimentRunPlan, PlannedRun, WayToRun } from './experiment-run.ts';
import { ownFolder, promptFile } from '../../workspace/cards/prompt-file.ts';
import type { ArtifactFile, RecordRequest } from '../record/record-request.ts';

/** A command that came to its end, and what is to be recorded of it. */
export interface FinishedCommand {
	/** Holds everything the requests name; to be disposed of when it is recorded. */
	readonly folder: ScratchFolder;
	/** With all that the command wrote. */
	readonly request: RecordRequest;
	/** Files the command wrote where nothing is looked for. */
	readonly unknownFiles: readonly string[];
	/** The log, and `kept` as artifacts below `rejected/`, for results that cannot be recorded. */
	readonly failedRequest: (reason: string, kept: readonly string[]) => RecordRequest;
	/** What the command wrote for the record, by name. */
	readonly resultFiles: readonly string[];
}

/**
 * Runs the experiment's command once and gathers what it wrote into `STAGEMARK_RUN_DIR`.
 *
 * @throws The signal's reason when cancelled; nothing is left behind then.
 */
export async function runCommand(
	plan: ExperimentRunPlan,
	{ command, timeoutMs }: Extract<WayToRun, { readonly kind: 'command' }>,
	planned: PlannedRun,
	{ ports, signal }: { readonly ports: Ports; readonly signal: CancelSignal },
): Promise<FinishedCommand> {
	const folder = await ports.processes.makeScratchFolder();
	try {
		const variables = await variablesFor(planned, folder, ports);
		const startedAt = ports.clock.now();
		const result = await ports.processes.run({ command, variables, timeoutMs }, signal);
		// A clock may have been set back meanwhile, and a run does not end before it starts.
		const endedAt = [startedAt, ports.clock.now()].sort().at(-1) ?? startedAt;
		return await gather({ plan, planned, folder, result, times: { startedAt, endedAt } });
	} catch (error) {
		await folder.dispose();
		throw error;
	}
}

async function variablesFor({ target, seed }: PlannedRun, folder: ScratchFolder, ports: Ports): Promise<Record<string, string>> {
	const { experiment } = target.summary;
	const dataset = datasetPath(experiment.dataset);
	return {
		STAGEMARK_RUN_DIR: folder.absolutePath,
		STAGEMARK_EXPERIMENT: experiment.id,
		STAGEMARK_VARIANT: target.variantName,
		STAGEMARK_PROMPT: await promptFile(target.prompt, folder, ports),
		...(seed === null ? {} : { STAGEMARK_SEED: String(seed) }),
		...(dataset === undefined ? {} : { STAGEMARK_DATASET: `${ports.files.root}/${dataset}` }),
	};
}

interface CommandOutcome {
	readonly plan: ExperimentRunPlan;
	readonly planned: PlannedRun;
	readonly folder: ScratchFolder;
	readonly result: ProcessResult;
	readonly times: Pick<RecordRequest, 'startedAt' | 'endedAt'>;
}

async function gather({ plan, planned, folder, result, times }: CommandOutcome): Promise<FinishedCommand> {
	const written = (await folder.list()).filter(path => !path.startsWith(`${ownFolder}/`));
	const artifacts = written.filter(path => path.startsWith('artifacts/')).map(path => path.slice('artifacts/'.length));
	const log = await logArtifact(result.log, artifacts, folder);
	const base: RecordRequest = {
		experiment: planned.target.summary.experiment.id,
		variant: planned.variant,
		...(planned.seed === null ? {} : { seed: planned.seed }),
		...times,
		source: 'command',
		startedOn: planned.startedOn,
		artifactFiles: log,
	};
	const reason = reasonOfFailure(result.end, plan);
	const inFolder = (name: string): string => `${folder.absolutePath}/${name}`;
	const request: RecordRequest = {
		...base,
		...(written.includes('metrics.json') ? { metricsFile: inFolder('metrics.json') } : {}),
		...(written.includes('params.json') ? { paramsFile: inFolder('params.json') } : {}),
		...(written.includes('samples.jsonl') ? { samplesFile: inFolder('samples.jsonl') } : {}),
		...(written.includes('series.jsonl') ? { seriesFile: inFolder('series.jsonl') } : {}),
		artifactFiles: [...artifacts.map(name => ({ file: inFolder(`artifacts/${name}`), name })), ...log],
		...(reason === undefined ? {} : { status: 'failed', notes: reason }),
	};
	return {
		folder,
		request,
		unknownFiles: written.filter(path => !knownFiles.includes(path) && !path.startsWith('artifacts/')),
		resultFiles: written.filter(path => knownFiles.includes(path)),
		failedRequest: (why, kept) => ({
			...base,
			artifactFiles: [...kept.map(name => ({ file: inFolder(name), name: `rejected/${name}` })), ...log],
			status: 'failed',
			notes: [reason, why].filter(part => part !== undefined).join(' '),
		}),
	};
}

const knownFiles: readonly string[] = ['metrics.json', 'params.json', 'samples.jsonl', 'series.jsonl'];

/** None for a command that printed nothing. Its name gives way to an artifact of the command's own. */
async function logArtifact(log: string, taken: readonly string[], folder: ScratchFolder): Promise<readonly ArtifactFile[]> {
	if (log === '') return [];
	const name = taken.some(artifact => artifact.toLowerCase() === 'output.log') ? 'stagemark-output.log' : 'output.log';
	return [{ file: await folder.write(`${ownFolder}/output.log`, redactSecrets(log)), name }];
}

/** Why the run failed, in one sentence; undefined when it did not. */
function reasonOfFailure(end: ProcessResult['end'], plan: ExperimentRunPlan): string | undefined {
	switch (end.kind) {
		case 'exited':
			return end.exitCode === 0 ? undefined : `The command ended with exit code ${end.exitCode}.`;
		case 'killed':
			return `The command was ended by ${end.by}.`;
		case 'timed-out':
			return `The command took longer than ${plan.summary.experiment.run?.timeout ?? 'allowed'} and was ended.`;
		case 'not-started':
			return `The command could not be started: ${end.reason}.`;
	}
}
