import { commands, l10n } from 'vscode';
import { z } from 'zod';
import { textTable } from '../../../core/base/text/text-table.ts';
import { reproductionReport } from '../../../core/words/describe-reproduction.ts';
import type { LoadedRun } from '../../../core/workspace/runs/load-runs.ts';
import { reproduceRun as reproduceRunInCore } from '../../../core/use-cases/reproduce/reproduce-run.ts';
import type { Reproduction } from '../../../core/use-cases/reproduce/reproduction.ts';
import type { ExperimentSummary } from '../../../core/workspace/summaries/file-summary.ts';
import { appliedWords } from '../../ask/applied-words.ts';
import { commandTargetSchema, readArgument } from '../../ask/command-target.ts';
import { completeTarget } from '../../ask/complete-target.ts';
import { pickExperiment } from '../../ask/pick-experiment.ts';
import { pickOne } from '../../ask/pick-one.ts';
import { pickWorkspace } from '../../ask/pick-workspace.ts';
import type { WorkspaceModel } from '../../model/workspace-model.ts';
import type { Services } from '../../services.ts';
import type { Command } from '../command.ts';
import { withoutUndefined } from '../../../core/base/without-undefined.ts';

const argumentSchema = commandTargetSchema.extend({
	tolerance: z.number().nonnegative().optional().describe('Largest difference of a metric that counts as the same.'),
	record: z.boolean().optional().describe('Records the new run as well.'),
	skipPreview: z.boolean().optional().describe('Runs without showing first which command runs.'),
});

/** Makes a recorded run again at its commit, in a temporary worktree, and says how far the results lie apart. */
export const reproduceRun: Command = {
	id: 'stagemark.reproduceRun',
	needsTrust: true,
	async run(services, [argument]) {
		const given = readArgument(argumentSchema, argument);
		const title = l10n.t('Reproduce Run');
		const model = await pickWorkspace(services, title, given);
		if (model === undefined) return;
		const facts = await model.load();
		const summary = await pickExperiment(services, facts, title, completeTarget(given, model, facts));
		if (summary === undefined) return;
		const run = given.run ?? (await pickRun(model, summary, title));
		if (run === undefined) return;
		if (given.skipPreview !== true && !(await confirm(services, summary, run))) return;
		const { tolerance, record = false } = given;
		const reproduced = await services.notify.withProgress(l10n.t('Making {0} again', run), signal =>
			reproduceRunInCore({ run, record, ...withoutUndefined({ tolerance }) }, model.ports(), signal),
		);
		if (!reproduced.ok) {
			services.notify.failure(reproduced.failure);
			return;
		}
		if (record) await model.reload();
		tell(services, reproduced.value);
	},
};

async function pickRun(model: WorkspaceModel, { folder }: ExperimentSummary, title: string): Promise<string | undefined> {
	const runs = (await model.runsOf(folder)).filter(({ record }) => record.status === 'completed').toReversed();
	return pickOne(
		{ title, placeholder: l10n.t('Which run?') },
		runs.map(({ record }: LoadedRun) => ({
			label: record.id,
			description: record.seed === null ? record.variant : l10n.t('{0} seed {1}', record.variant, record.seed),
			value: record.id,
		})),
	);
}

async function confirm(services: Services, { experiment }: ExperimentSummary, run: string): Promise<boolean> {
	const detail = [
		l10n.t('Command: {0}', experiment.run?.command ?? ''),
		l10n.t('It runs in a temporary worktree at the commit of the run. Your files are not changed, and nothing is recorded.'),
	];
	return services.notify.confirm(l10n.t('Run the command of {0} again for {1}?', experiment.id, run), detail.join('\n'), l10n.t('Run'));
}

function tell(services: Services, reproduction: Reproduction): void {
	const { verdict, headings, rows, remarks } = reproductionReport(reproduction);
	services.log.info(
		[
			services.translate(`${verdict}.`),
			textTable(
				headings.map(() => ({})),
				[headings, ...rows].map(row => row.map(services.translate)),
			),
			...remarks.map(services.translate),
		].join('\n'),
	);
	const { recorded, repeated, isReproduced } = reproduction;
	const words = recorded === undefined ? [] : [l10n.t('The new run is {0}.', repeated.id), appliedWords(recorded.applied)];
	const message = [...[`${verdict}.`, ...remarks].map(services.translate), ...words].join(' ');
	const showLog = { title: l10n.t('Show Log'), run: () => commands.executeCommand('stagemark.showLog') };
	if (isReproduced) services.notify.done(message, showLog);
	else services.notify.warn(message, showLog);
}
