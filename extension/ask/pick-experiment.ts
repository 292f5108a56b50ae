import { commands, l10n } from 'vscode';
import type { ExperimentSummary } from '../../core/workspace/summaries/file-summary.ts';
import type { WorkspaceFacts } from '../../core/workspace/workspace-facts.ts';
import type { Services } from '../services.ts';
import type { CommandTarget } from './command-target.ts';
import { findExperiment } from './complete-target.ts';
import { pickOne } from './pick-one.ts';

/** The experiment a target names, or the one the user picks, newest first. Says so when there is none. */
export async function pickExperiment(
	services: Services,
	facts: WorkspaceFacts,
	title: string,
	target: CommandTarget,
): Promise<ExperimentSummary | undefined> {
	if (target.experiment !== undefined) {
		const known = findExperiment(facts, target.experiment);
		if (known === undefined) sayUnknown(services, target.experiment);
		return known;
	}
	if (facts.experiments.length === 0) sayNone(services);
	const newestFirst = [...facts.experiments].sort((one, other) => other.folder.localeCompare(one.folder));
	return pickOne(
		{ title, placeholder: l10n.t('Which experiment?') },
		newestFirst.map(summary => ({
			label: summary.experiment.id,
			description: summary.experiment.name,
			detail: summary.folder,
			value: summary,
		})),
	);
}

/** The variant a target names, or the one the user picks. */
export async function pickVariant({ experiment }: ExperimentSummary, title: string, target: CommandTarget): Promise<string | undefined> {
	if (target.variant !== undefined) return target.variant;
	return pickOne(
		{ title, placeholder: l10n.t('Which variant of {0}?', experiment.id) },
		Object.entries(experiment.variants).map(([name, variant]) => ({ label: name, description: variant.prompt, value: name })),
	);
}

function sayUnknown(services: Services, id: string): void {
	services.notify.warn(
		l10n.t('There is no experiment "{0}" in this folder, so nothing was done. Check the id in its methodology.yaml.', id),
	);
}

function sayNone(services: Services): void {
	services.notify.warn(l10n.t('This folder has no experiment yet, and every run belongs to one. Create an experiment first.'), {
		title: l10n.t('New Experiment'),
		run: () => commands.executeCommand('stagemark.newExperiment'),
	});
}
