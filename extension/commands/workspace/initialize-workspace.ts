import { commands, l10n } from 'vscode';
import { z } from 'zod';
import { initializeWorkspace as initializeInCore, planInitialization } from '../../../core/use-cases/init/initialize-workspace.ts';
import { localEndpoint } from '../../../core/use-cases/init/first-endpoint.ts';
import { commandTargetSchema, readArgument } from '../../ask/command-target.ts';
import { pickWorkspace } from '../../ask/pick-workspace.ts';
import type { Command } from '../command.ts';

const argumentSchema = commandTargetSchema.extend({
	skipPreview: z.boolean().optional().describe('The caller has shown what will be written.'),
});

/** Lays out folders, configuration and an example, after showing the list. Overwrites nothing and commits nothing. */
export const initializeWorkspace: Command = {
	id: 'stagemark.initializeWorkspace',
	needsTrust: true,
	async run(services, [argument]) {
		const given = readArgument(argumentSchema, argument);
		const title = l10n.t('Initialize Workspace');
		const model = await pickWorkspace(services, title, given);
		if (model === undefined) return;
		const { files } = model.ports();
		const planned = await services.notify.withProgress(title, async signal => {
			const listing = await files.list('', signal);
			return planInitialization(new Set(listing.files.map(entry => entry.path)), localEndpoint);
		});
		const paths = [...planned.create.keys()];
		if (paths.length === 0) {
			services.notify.done(l10n.t('Everything already exists. Nothing was changed.'));
			return;
		}
		const question = l10n.t('Create {0} files in {1}?', paths.length, model.folder.name);
		const detail = [...paths, '', l10n.t('Your files are not changed, and nothing is committed.')].join('\n');
		if (given.skipPreview !== true && !(await services.notify.confirm(question, detail, l10n.t('Create')))) return;

		const written = await services.notify.withProgress(title, signal => initializeInCore(localEndpoint, model.ports(), signal));
		if (!written.ok) {
			services.notify.failure(written.failure);
			return;
		}
		await model.reload();
		services.notify.done(l10n.t('{0} files were created. Review them, then commit them.', written.value.created.length), {
			title: l10n.t('New Experiment'),
			run: () => commands.executeCommand('stagemark.newExperiment', { folder: model.folder.uri.toString() }),
		});
	},
};
