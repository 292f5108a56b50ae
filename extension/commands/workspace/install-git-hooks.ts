import { l10n, Uri, window, workspace } from 'vscode';
import type { HookStep } from '../../../core/use-cases/hooks/hook-step.ts';
import { installHooks } from '../../../core/use-cases/hooks/install-hooks.ts';
import { findOnPath } from '../../../io/find-on-path.ts';
import { NodeHookFiles } from '../../../io/git/node-hook-files.ts';
import { commandTargetSchema, readArgument } from '../../ask/command-target.ts';
import { pickWorkspace } from '../../ask/pick-workspace.ts';
import type { Services } from '../../services.ts';
import type { Command } from '../command.ts';

/** Installs the Git hooks of a folder, after showing what that changes. What is left to the user opens as a text to copy from. */
export const installGitHooks: Command = {
	id: 'stagemark.installGitHooks',
	needsTrust: true,
	async run(services, [argument]) {
		const title = l10n.t('Install Git Hooks');
		const model = await pickWorkspace(services, title, readArgument(commandTargetSchema, argument));
		if (model === undefined) return;
		const files = new NodeHookFiles(model.folder.uri.fsPath);
		const program = {
			cli: Uri.joinPath(services.extensionUri, 'dist', 'cli.js').fsPath,
			node: process.execPath,
			isOnPath: findOnPath('stagemark') !== undefined,
		};
		const planned = await services.notify.withProgress(title, () => installHooks(files, program, true));
		if (!planned.ok) {
			services.notify.failure(planned.failure);
			return;
		}
		const changes = planned.value.steps.flatMap(changeInWords);
		const question = l10n.t('Install Git hooks in {0}?', model.folder.name);
		if (changes.length > 0 && !(await services.notify.confirm(question, changes.join('\n'), l10n.t('Install')))) return;

		const installed = await services.notify.withProgress(title, () => installHooks(files, program, false));
		if (installed.ok) await sayInstalled(services, installed.value.steps);
		else services.notify.failure(installed.failure);
	},
};

function changeInWords(step: HookStep): readonly string[] {
	if (step.kind === 'write-file') return [step.file];
	return step.kind === 'setting' ? [`git config ${step.key}`] : [];
}

async function sayInstalled(services: Services, steps: readonly HookStep[]): Promise<void> {
	const open = steps.flatMap(step => (step.kind === 'by-hand' ? [step] : []));
	if (open.length === 0) {
		services.notify.done(
			l10n.t('Git hooks are installed. Staged files are checked before each commit, and the registry is verified before each push.'),
		);
		return;
	}
	const content = open.map(({ file, why, lines }) => `# ${file}: ${services.translate(why)}\n\n${lines}`).join('\n');
	await window.showTextDocument(await workspace.openTextDocument({ content }), { preview: true });
	services.notify.warn(
		l10n.t(
			'Some Git hooks could not be installed, because Stagemark does not change files of other tools. The text that opened shows what to add and where.',
		),
	);
}
