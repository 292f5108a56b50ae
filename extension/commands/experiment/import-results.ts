import { commands, l10n, window } from 'vscode';
import { z } from 'zod';
import { describeFailure } from '../../../core/words/describe-failure.ts';
import { importPlanText } from '../../../core/use-cases/import/reading/import-text.ts';
import { importRuns } from '../../../core/use-cases/import/import-runs.ts';
import { planImport } from '../../../core/use-cases/import/plan-import.ts';
import type { ImportOutcome, ImportPlan, ImportProgress, ImportRequest } from '../../../core/use-cases/import/import-request.ts';
import { importers } from '../../../core/use-cases/import/tools/all-importers.ts';
import { commandTargetSchema, readArgument } from '../../ask/command-target.ts';
import { completeTarget } from '../../ask/complete-target.ts';
import { pickExperiment } from '../../ask/pick-experiment.ts';
import { pickOne } from '../../ask/pick-one.ts';
import { pickWorkspace } from '../../ask/pick-workspace.ts';
import type { WorkspaceModel } from '../../model/workspace-model.ts';
import type { Services } from '../../services.ts';
import type { Command } from '../command.ts';
import { withoutUndefined } from '../../../core/base/without-undefined.ts';

/** With `from` given nothing is picked. */
const argumentSchema = commandTargetSchema.extend({
	from: z.string().optional().describe('Absolute path of a file or folder, or refs/exps.'),
	skipPreview: z.boolean().optional().describe('Records without showing first what would be recorded and lost.'),
});

type Argument = z.output<typeof argumentSchema>;

/** Records what another tool measured: shows what would be recorded and what is lost, then makes one commit of all runs. */
export const importResults: Command = {
	id: 'stagemark.importResults',
	needsTrust: true,
	async run(services, [argument]) {
		const given = readArgument(argumentSchema, argument);
		const model = await pickWorkspace(services, l10n.t('Import Results'), given);
		if (model === undefined) return;
		const request = await askRequest(services, model, given);
		if (request === undefined) return;
		const plan = await planOrAskVariant(services, model, request);
		if (plan === undefined) return;
		try {
			if (given.skipPreview === true || (await confirm(services, plan))) await carryOut(services, model, plan);
		} finally {
			await plan.folder.dispose();
		}
	},
};

async function askRequest(services: Services, model: WorkspaceModel, given: Argument): Promise<ImportRequest | undefined> {
	const title = l10n.t('Import Results');
	const facts = await model.load();
	const target = completeTarget(given, model, facts);
	const summary = await pickExperiment(services, facts, title, target);
	if (summary === undefined) return undefined;
	const from = given.from ?? (await askSource(model));
	if (from === undefined) return undefined;
	return { from, experiment: summary.experiment.id, ...withoutUndefined({ variant: target.variant }) };
}

async function askSource(model: WorkspaceModel): Promise<string | undefined> {
	const names = importers.map(({ title }) => title).join(', ');
	// Only macOS can offer files and folders in one dialog.
	const source = await pickOne({ title: l10n.t('Import Results'), placeholder: l10n.t('Results of {0}', names) }, [
		{ label: l10n.t('File…'), value: 'file' },
		{ label: l10n.t('Folder…'), value: 'folder' },
		{ label: l10n.t('DVC experiments in this repository (refs/exps)'), value: 'refs' },
	]);
	if (source === undefined) return undefined;
	if (source === 'refs') return 'refs/exps';
	const picked = await window.showOpenDialog({
		title: l10n.t('Import Results'),
		openLabel: l10n.t('Import'),
		canSelectFiles: source === 'file',
		canSelectFolders: source === 'folder',
		defaultUri: model.folder.uri,
	});
	return picked?.[0]?.fsPath;
}

/** Asks for the variant, where names and prompts do not tell it, and plans again. */
async function planOrAskVariant(services: Services, model: WorkspaceModel, request: ImportRequest): Promise<ImportPlan | undefined> {
	const planned = await plan(services, model, request);
	if (planned.ok) return planned.value;
	if (planned.failure.kind !== 'unmatched-runs') {
		services.notify.failure(planned.failure);
		return undefined;
	}
	const { labels, variants } = planned.failure;
	const variant = await pickOne(
		{ title: l10n.t('Import Results'), placeholder: l10n.t('Which variant is {0} a run of?', labels.slice(0, 3).join(', ')) },
		variants.map(name => ({ label: name, value: name })),
	);
	if (variant === undefined) return undefined;
	const again = await plan(services, model, { ...request, variant });
	if (again.ok) return again.value;
	services.notify.failure(again.failure);
	return undefined;
}

function plan(services: Services, model: WorkspaceModel, request: ImportRequest): ReturnType<typeof planImport> {
	return services.notify.withProgress(l10n.t('Reading the results'), (signal, progress) =>
		planImport(request, model.ports(), each => progress.report({ message: progressWords(each) }), signal),
	);
}

function progressWords({ label, doneCount, totalCount }: ImportProgress): string {
	return `${doneCount + 1}/${totalCount} ${label}`;
}

/** Longer lists do not fit into a dialog; the log has all of it. */
const shownFieldCount = 12;

async function confirm(services: Services, planned: ImportPlan): Promise<boolean> {
	const { translate } = services;
	services.log.info([importPlanText(planned, { translate }), ...planned.warnings.map(translate)].join('\n'));
	if (planned.runs.length === 0) {
		services.notify.done(
			l10n.t('There is nothing new to import: {0}', importPlanText(planned, { fieldLimit: 0, translate: services.translate })),
		);
		return false;
	}
	const question =
		planned.runs.length === 1
			? l10n.t('Record this run in {0}?', planned.experiment)
			: l10n.t('Record these {0} runs in {1}?', planned.runs.length, planned.experiment);
	const detail = [
		importPlanText(planned, { fieldLimit: shownFieldCount, translate: services.translate }),
		...planned.warnings.slice(0, 3).map(services.translate),
	].join('\n');
	return services.notify.confirm(question, detail, l10n.t('Record'));
}

async function carryOut(services: Services, model: WorkspaceModel, planned: ImportPlan): Promise<void> {
	const outcome = await services.notify.withProgress(l10n.t('Recording the imported runs'), (signal, progress) =>
		importRuns(planned, model.ports(), each => progress.report({ message: progressWords(each) }), signal),
	);
	await model.reload();
	if (outcome.stopped !== undefined) {
		services.notify.warn(stopWords(outcome, services));
		return;
	}
	const recorded = l10n.t('{0} runs of {1} were recorded from {2}.', outcome.recorded.length, planned.experiment, planned.importer.title);
	services.notify.done([recorded, ...planned.warnings.slice(0, 3).map(services.translate)].join(' '), {
		title: l10n.t('Compare'),
		run: () =>
			commands.executeCommand('stagemark.compareRuns', { folder: model.folder.uri.toString(), experiment: planned.experiment }),
	});
}

function stopWords({ stopped }: ImportOutcome, { translate }: Services): string {
	const nothing = l10n.t('No run was recorded.');
	if (stopped === undefined || stopped.kind === 'cancelled') return l10n.t('The import was cancelled. {0}', nothing);
	const { what, why } = describeFailure(stopped.failure);
	return [translate(what), translate(why), nothing].join(' ');
}
