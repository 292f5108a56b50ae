import { z } from 'zod';
import type {
	Combination,
	ExperimentRunPlan,
	ExperimentRunRequest,
	RunOutcome,
	RunProgress,
} from '../../../core/use-cases/run/experiment-run.ts';
import { boundedLines } from '../../../core/base/text/bounded-lines.ts';
import { planExperimentRun } from '../../../core/use-cases/run/plan-experiment-run.ts';
import { prepareExperimentRun } from '../../../core/use-cases/run/prepare-experiment-run.ts';
import { replayExperiment } from '../../../core/use-cases/run/replay-experiment.ts';
import { runExperiment } from '../../../core/use-cases/run/run-experiment.ts';
import { describeFailure } from '../../../core/words/describe-failure.ts';
import { printInterrupted } from '../../text/applied-text.ts';
import type { CliCommand, CommandContext, ExitCode } from '../../command.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { askingInWords, linesOfWay, mayContactHosts, stopAsJson, wayAsJson } from '../../experiment/evaluation-text.ts';
import { printReplay } from '../../experiment/replay-text.ts';
import { refuse } from '../../text/refusal.ts';
import { withoutUndefined } from '../../../core/base/without-undefined.ts';

const wholeNumber = (option: string): z.ZodCoercedNumber =>
	z.coerce.number(`${option} takes a whole number.`).int(`${option} takes a whole number.`);

const optionsSchema = outputFormatSchema.extend({
	variant: z.string().optional(),
	seed: wholeNumber('--seed').optional(),
	jobs: wholeNumber('--jobs').min(1, '--jobs takes a number of at least 1.').max(64, '--jobs takes a number of at most 64.').default(1),
	again: z.boolean().default(false),
	replay: z.boolean().default(false),
	rescore: z.boolean().default(false),
	live: z.boolean().default(false),
	dryRun: z.boolean().default(false),
	yes: z.boolean().default(false),
});

const checkedSchema = optionsSchema.refine(
	({ again, replay, rescore, live }) => [replay, rescore, again || live].filter(Boolean).length <= 1,
	'Use one of --replay, --rescore, and --live or --again.',
);

type Options = z.output<typeof checkedSchema>;

export const run: CliCommand = {
	define(parser) {
		parser
			.argument('<experiment>', 'id of the experiment')
			.option('--variant <name>', 'one variant instead of all')
			.option('--seed <number>', 'one seed instead of all planned seeds')
			.option('--jobs <number>', 'commands to run at the same time', '1')
			.option('--again', 'also repeat runs that are completed on the same prompt and dataset')
			.option(
				'--replay',
				'look whether the recorded runs hold every answer; ask nobody and record nothing (the default with CI=true)',
			)
			.option('--rescore', 'score recorded answers by the scorers of the plan, as new runs; ask nobody')
			.option('--live', 'ask models also with CI=true')
			.option('--dry-run', 'show what would be run')
			.option('--yes', 'contact the hosts of the endpoints without asking')
			.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, [argument], rawOptions) {
		const options = checkedSchema.parse(rawOptions);
		const { variant, seed, again } = options;
		const request = {
			experiment: z.string().parse(argument),
			again,
			...withoutUndefined({ variant, seed }),
		};
		const replayed = await replay(request, options, context);
		if (replayed !== undefined) return replayed;
		const prepare = options.dryRun ? planExperimentRun : prepareExperimentRun;
		const answers = options.rescore ? 'rescore' : 'models';
		const plan = await prepare({ ...request, answers }, context.ports, context.signal);
		if (!plan.ok) return refuse(plan.failure, context);
		noteUnread(plan.value, context);
		if (options.dryRun) return showPlan(plan.value, options, context);
		if (!options.yes && !(await mayContactHosts(plan.value, context))) return 1;
		return await carryOut(plan.value, options, context);
	},
};

/** What the recorded runs hold; undefined where models or a command are to be run. */
async function replay(request: ExperimentRunRequest, options: Options, context: CommandContext): Promise<ExitCode | undefined> {
	const isAsked = options.replay || (isContinuousIntegration() && !options.live && !options.again && !options.rescore && !options.dryRun);
	if (!isAsked) return undefined;
	const plan = await planExperimentRun({ ...request, answers: 'records' }, context.ports, context.signal);
	if (!plan.ok && plan.failure.kind === 'not-an-evaluation' && !options.replay) return undefined;
	if (!plan.ok) return refuse(plan.failure, context);
	const { way, summary } = plan.value;
	if (way.kind === 'command') return undefined;
	noteUnread(plan.value, context);
	return printReplay(summary.experiment.id, replayExperiment(plan.value, way), options.format, context);
}

/** Records that cannot be read come before what is missing, since what is missing may be in them. */
function noteUnread({ unread }: ExperimentRunPlan, { output }: CommandContext): void {
	boundedLines(unread).forEach(message => output.note(output.paint.warning(message)));
}

function isContinuousIntegration(): boolean {
	return /^(?:1|true)$/i.test(process.env['CI'] ?? '');
}

function showPlan(plan: ExperimentRunPlan, { format }: Options, { output }: CommandContext): ExitCode {
	const missing = plan.missing.map(({ variant, seed }) => ({ variant, seed }));
	if (format === 'json') {
		output.json({
			version: 1,
			experiment: plan.summary.experiment.id,
			...wayAsJson(plan),
			missing,
			finished: plan.finished,
			unread: plan.unread,
		});
		return 0;
	}
	linesOfWay(plan).forEach(line => output.line(line));
	missing.forEach(combination => output.line(`would run  ${nameOf(combination)}`));
	plan.finished.forEach(combination => output.line(`finished   ${nameOf(combination)}`));
	return 0;
}

async function carryOut(plan: ExperimentRunPlan, { jobs, format }: Options, context: CommandContext): Promise<ExitCode> {
	const { output, ports, signal } = context;
	printInterrupted(plan.work.interrupted, context);
	const ended = await runExperiment(
		plan,
		{ jobs, inWords: describeFailure, onProgress: progress => report(progress, context) },
		ports,
		signal,
	);
	if (!ended.ok) return refuse(ended.failure, context);
	const { outcomes, notStarted, hasFailed } = ended.value;
	const isClean = outcomes.every(outcome => outcome.kind === 'recorded' && outcome.run.record.status === 'completed');
	if (format === 'json') {
		output.json({
			version: 1,
			experiment: plan.summary.experiment.id,
			runs: outcomes.map(outcomeAsJson),
			finished_before: plan.finished,
			not_started: notStarted,
			experiment_failed: hasFailed,
			unread: plan.unread,
		});
	} else {
		output.line(summaryOf(plan, outcomes, notStarted));
		if (hasFailed)
			output.note(
				`No run of ${plan.summary.experiment.id} was completed, so its status is now failed. Fix the cause and run it again.`,
			);
	}
	return isClean ? 0 : 1;
}

function report({ event, doneCount, totalCount }: RunProgress, context: CommandContext): void {
	const { output } = context;
	const position = `[${doneCount}/${totalCount}] ${nameOf(event.combination)}`;
	switch (event.kind) {
		case 'started':
			output.progress(`${position} is running …`);
			return;
		case 'asking':
			output.progress(`${position} ${askingInWords(event.progress)}`);
			return;
		case 'stopped': {
			const { what, why, action } = describeFailure(event.stop);
			output.note(`${position} ${output.paint.bad('stopped')}. ${what} ${why} ${action}`);
			return;
		}
		case 'not-recorded': {
			const { what, why, action } = describeFailure(event.failure);
			output.note(`${position} ${output.paint.bad('not recorded')}. ${what} ${why} ${action}`);
			output.note(`What the command wrote is kept in ${event.resultsFolder}.`);
			return;
		}
		case 'recorded': {
			const { record, warnings, interrupted } = event.run;
			printInterrupted(interrupted, context);
			const isCompleted = record.status === 'completed';
			const status = isCompleted ? output.paint.good('recorded') : output.paint.bad('failed');
			output.note(`${position} ${status} ${record.id}${isCompleted ? '' : ` ${record.notes}`}`);
			warnings.forEach(warning => output.note(output.paint.warning(`  ${warning}`)));
		}
	}
}

function summaryOf(plan: ExperimentRunPlan, outcomes: readonly RunOutcome[], notStarted: readonly Combination[]): string {
	const recorded = outcomes.flatMap(outcome => (outcome.kind === 'recorded' ? [outcome.run.record] : []));
	const failedCount = recorded.filter(({ status }) => status !== 'completed').length;
	const parts = [
		`${recorded.length - failedCount} completed`,
		...counted(failedCount, 'failed'),
		...counted(outcomes.filter(({ kind }) => kind === 'not-recorded').length, 'not recorded'),
		...counted(outcomes.filter(({ kind }) => kind === 'stopped').length, 'stopped'),
		...counted(notStarted.length, 'not started'),
		...counted(plan.finished.length, 'finished before'),
	];
	return `${plan.summary.experiment.id}: ${parts.join(', ')}`;
}

function counted(count: number, word: string): readonly string[] {
	return count === 0 ? [] : [`${count} ${word}`];
}

function outcomeAsJson(outcome: RunOutcome): unknown {
	const { variant, seed } = outcome.combination;
	if (outcome.kind === 'stopped') return { variant, seed, id: null, status: 'stopped', ...stopAsJson(outcome.stop) };
	if (outcome.kind === 'not-recorded') {
		return { variant, seed, id: null, status: 'not-recorded', reason: outcome.failure.kind, results_folder: outcome.resultsFolder };
	}
	const { record, folder, applied, warnings } = outcome.run;
	return { variant, seed, id: record.id, status: record.status, notes: record.notes, folder, commit: applied.commit ?? null, warnings };
}

function nameOf({ variant, seed }: Combination): string {
	return seed === null ? variant : `${variant} seed ${seed}`;
}
