import { commands, l10n } from 'vscode';
import type { Progress } from 'vscode';
import { z } from 'zod';
import { boundedLines } from '../../../core/base/text/bounded-lines.ts';
import { describeFailure } from '../../../core/words/describe-failure.ts';
import type {
	Combination,
	ExperimentRunPlan,
	ExperimentRunRequest,
	ExperimentRunResult,
	RunProgress,
} from '../../../core/use-cases/run/experiment-run.ts';
import type { EvaluationPlan } from '../../../core/use-cases/evaluate/evaluation.ts';
import { planExperimentRun } from '../../../core/use-cases/run/plan-experiment-run.ts';
import { prepareExperimentRun } from '../../../core/use-cases/run/prepare-experiment-run.ts';
import { runExperiment as runExperimentInCore } from '../../../core/use-cases/run/run-experiment.ts';
import { commandTargetSchema, readArgument } from '../../ask/command-target.ts';
import { completeTarget } from '../../ask/complete-target.ts';
import { failureInWords } from '../../ask/failure-in-words.ts';
import { pickExperiment } from '../../ask/pick-experiment.ts';
import { pickWorkspace } from '../../ask/pick-workspace.ts';
import type { WorkspaceModel } from '../../model/workspace-model.ts';
import type { Services } from '../../services.ts';
import type { Command } from '../command.ts';
import { withoutUndefined } from '../../../core/base/without-undefined.ts';

const argumentSchema = commandTargetSchema.extend({
	seed: z.int().optional(),
	jobs: z.int().min(1).max(64).optional().describe('Commands at a time; 1 by default.'),
	again: z.boolean().optional().describe('Runs also what has a completed run on the same prompt and dataset.'),
	skipPreview: z.boolean().optional().describe('Runs without showing first which command runs and how often.'),
});

type Argument = z.output<typeof argumentSchema>;

/** Runs what is missing in an experiment, or in one variant, and records each run. Shows the command first, since it is the workspace's own. */
export const runExperiment: Command = {
	id: 'stagemark.runExperiment',
	needsTrust: true,
	async run(services, [argument]) {
		const given = readArgument(argumentSchema, argument);
		const title = l10n.t('Run Experiment');
		const model = await pickWorkspace(services, title, given);
		if (model === undefined) return;
		const facts = await model.load();
		const target = completeTarget(given, model, facts);
		const summary = await pickExperiment(services, facts, title, target);
		if (summary === undefined) return;
		const request = requestOf(summary.experiment.id, given);
		const plan = await planFor(request, planExperimentRun, services, model);
		if (plan === undefined) return;
		if (model.running.cellsOf(plan.summary.experiment.id).length > 0) {
			services.notify.warn(
				l10n.t('{0} is already running in this window. Wait until it ends, or cancel it.', plan.summary.experiment.id),
			);
			return;
		}
		if (given.skipPreview !== true && !(await confirm(services, plan))) return;
		// Tries the hooks of Git as well, so it waits until the person has agreed.
		const prepared = await planFor(request, prepareExperimentRun, services, model);
		if (prepared !== undefined) await carryOut(services, model, prepared, given.jobs ?? 1);
	},
};

function requestOf(experiment: string, { variant, seed, again }: Argument): ExperimentRunRequest {
	return { experiment, ...withoutUndefined({ variant, seed, again }) };
}

async function planFor(
	request: ExperimentRunRequest,
	prepare: typeof prepareExperimentRun,
	services: Services,
	model: WorkspaceModel,
): Promise<ExperimentRunPlan | undefined> {
	const { experiment } = request;
	const plan = await services.notify.withProgress(l10n.t('Checking what is missing in {0}', experiment), signal =>
		prepare(request, model.ports(), signal),
	);
	if (!plan.ok) {
		services.notify.failure(plan.failure);
		return undefined;
	}
	if (plan.value.missing.length > 0) return plan.value;
	services.notify.done(
		l10n.t('Nothing is missing in {0}: every variant and seed has a completed run on the current prompt and dataset.', experiment),
	);
	return undefined;
}

async function confirm(services: Services, { summary, way, missing, finished, unread }: ExperimentRunPlan): Promise<boolean> {
	const detail = [
		...(way.kind === 'command' ? [l10n.t('Command: {0}', way.command)] : placesOf(way.evaluation)),
		l10n.t('Runs: {0}', missing.map(nameOf).join(', ')),
		...(finished.length === 0 ? [] : [l10n.t('Finished before: {0}', finished.map(nameOf).join(', '))]),
		...boundedLines(unread).map(services.translate),
	];
	const question =
		way.kind === 'command'
			? l10n.t('Run the command of {0} {1} times?', summary.experiment.id, missing.length)
			: l10n.t('Ask the model for the answers of {0} runs of {1}?', missing.length, summary.experiment.id);
	return services.notify.confirm(question, detail.join('\n'), l10n.t('Run'));
}

/** Where prompts and cases would go. */
function placesOf({ variants }: EvaluationPlan): readonly string[] {
	const places = new Set([...variants.values()].map(({ endpoint, model }) => `${model}, ${endpoint.name}: ${endpoint.url ?? ''}`));
	return [...places].map(place => l10n.t('Asks: {0}', place));
}

async function carryOut(services: Services, model: WorkspaceModel, plan: ExperimentRunPlan, jobs: number): Promise<void> {
	const { id } = plan.summary.experiment;
	const running = model.running.start(id, plan.missing);
	if (running === undefined) return;
	try {
		const result = await services.notify.withProgress(l10n.t('Running {0}', id), (signal, progress) => {
			const onProgress = (event: RunProgress): void => {
				running.update(event);
				report(services, progress, event);
			};
			return runExperimentInCore(
				plan,
				{ jobs, inWords: describeFailure, onProgress },
				model.ports(),
				AbortSignal.any([signal, running.signal]),
			);
		});
		if (result.ok) tell(services, model, id, result.value);
		else services.notify.failure(result.failure);
	} finally {
		running.end();
		await model.reload();
	}
}

function report(services: Services, progress: Progress<{ message?: string }>, { event, doneCount, totalCount }: RunProgress): void {
	const name = nameOf(event.combination);
	if (event.kind === 'asking') {
		const { doneCount: answeredCount, totalCount: questionCount } = event.progress;
		progress.report({ message: l10n.t('{0}: {1} of {2} answered', name, answeredCount, questionCount) });
		return;
	}
	progress.report({ message: l10n.t('{0} of {1} done · {2}', doneCount, totalCount, name) });
	if (event.kind !== 'recorded') return;
	const { record, warnings } = event.run;
	services.log.info(
		`${record.experiment}/${name}: ${services.translate(record.status)} ${record.id} ${services.translate(record.notes)}`.trim(),
	);
	warnings.forEach(warning => services.log.warn(services.translate(warning)));
}

function tell(services: Services, model: WorkspaceModel, id: string, { outcomes, notStarted }: ExperimentRunResult): void {
	for (const outcome of outcomes) {
		if (outcome.kind === 'stopped') services.notify.warn(failureInWords(outcome.stop, services.translate));
		if (outcome.kind !== 'not-recorded') continue;
		services.notify.warn(
			[
				l10n.t('{0} could not be recorded, and {1} more were not started.', nameOf(outcome.combination), notStarted.length),
				failureInWords(outcome.failure, services.translate),
				l10n.t('What the command wrote is kept in {0}.', outcome.resultsFolder),
			].join(' '),
		);
	}
	const records = outcomes.flatMap(outcome => (outcome.kind === 'recorded' ? [outcome.run.record] : []));
	const failed = records.filter(({ status }) => status !== 'completed');
	const compare = {
		title: l10n.t('Compare'),
		run: () => commands.executeCommand('stagemark.compareRuns', { folder: model.folder.uri.toString(), experiment: id }),
	};
	if (failed.length === 0) {
		services.notify.done(l10n.t('{0}: {1} runs are completed and recorded.', id, records.length), compare);
		return;
	}
	services.notify.warn(
		l10n.t('{0}: {1} of {2} runs failed and are recorded as failed, with their log.', id, failed.length, records.length) +
			` ${services.translate(failed[0]?.notes ?? '')}`,
		{ title: l10n.t('Show Log'), run: () => commands.executeCommand('stagemark.showLog') },
	);
}

function nameOf({ variant, seed }: Combination): string {
	return seed === null ? variant : l10n.t('{0} seed {1}', variant, seed);
}
