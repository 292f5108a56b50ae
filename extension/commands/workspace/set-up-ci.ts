import { commands, l10n } from 'vscode';
import type { CiService } from '../../../core/use-cases/ci/write-pipeline.ts';
import { pipelinePath, writePipeline } from '../../../core/use-cases/ci/write-pipeline.ts';
import { commandTargetSchema, readArgument } from '../../ask/command-target.ts';
import { pickOne } from '../../ask/pick-one.ts';
import { pickWorkspace } from '../../ask/pick-workspace.ts';
import type { Command } from '../command.ts';

const services: readonly { readonly label: string; readonly value: CiService }[] = [
	{ label: 'GitHub Actions', value: 'github' },
	{ label: 'GitLab CI/CD', value: 'gitlab' },
];

/** Writes the pipeline for a service where that looks for it, and opens it. Overwrites nothing and commits nothing. */
export const setUpCi: Command = {
	id: 'stagemark.setUpCi',
	needsTrust: true,
	async run({ notify, ...others }, [argument]) {
		const title = l10n.t('Set Up CI');
		const model = await pickWorkspace({ notify, ...others }, title, readArgument(commandTargetSchema, argument));
		if (model === undefined) return;
		const choices = services.map(({ label, value }) => ({ label, value, description: pipelinePath(value) }));
		const service = await pickOne({ title, placeholder: l10n.t('Where does this repository run its pipelines?') }, choices);
		if (service === undefined) return;
		const path = pipelinePath(service);
		const written = await notify.withProgress(title, signal => writePipeline(service, path, model.ports(), signal));
		if (!written.ok) {
			notify.failure(written.failure);
			return;
		}
		await commands.executeCommand('vscode.open', model.uriOf(path));
		notify.done(l10n.t('{0} is written. Review the lines marked ADAPT, then commit the file.', path));
	},
};
