import { l10n, Uri, ViewColumn, window, workspace } from 'vscode';
import type { WorkspacePath } from '../../../core/ports/file-store.ts';
import { parsePrompt } from '../../../core/formats/prompt/parse-prompt.ts';
import { renderPrompt as render } from '../../../core/formats/prompt/render/render-prompt.ts';
import { sampleInputs } from '../../../core/formats/prompt/render/sample-inputs.ts';
import { readTargets } from '../../ask/command-target.ts';
import type { CommandTarget } from '../../ask/command-target.ts';
import { completeTarget } from '../../ask/complete-target.ts';
import { pickPromptName } from '../../ask/pick-prompt.ts';
import { pickWorkspace } from '../../ask/pick-workspace.ts';
import { renderedUri } from '../../model/served-documents.ts';
import { textWithCard } from '../../model/text-with-card.ts';
import type { WorkspaceModel } from '../../model/workspace-model.ts';
import type { Services } from '../../services.ts';
import type { Command } from '../command.ts';
import { setOwnValue } from '../../../core/base/set-own-value.ts';

/**
 * Opens a live preview of a prompt as a model would read it, beside its editor. Inputs take the samples of the file; the others are asked
 * for, and those without an answer stand as ‹name›.
 */
export const renderPrompt: Command = {
	id: 'stagemark.renderPrompt',
	needsTrust: false,
	async run(services, args) {
		const [target] = readTargets(args);
		const title = l10n.t('Render Prompt');
		const model = await pickWorkspace(services, title, target ?? activeEditor());
		if (model === undefined) return;
		const path = await findPath(services, model, target ?? activeEditor() ?? {});
		if (path === undefined) return;
		const values = await askForMissing(await textOf(model, path), path);
		if (values === undefined) return;
		await services.startServer();
		const document = await workspace.openTextDocument(renderedUri(model, path, values));
		await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
	},
};

function activeEditor(): CommandTarget | undefined {
	const uri = window.activeTextEditor?.document.uri;
	return uri === undefined ? undefined : { uri: uri.toString() };
}

/** The file of the prompt at hand, else of one that the user picks. */
async function findPath(services: Services, model: WorkspaceModel, target: CommandTarget): Promise<WorkspacePath | undefined> {
	const facts = await model.load();
	const { prompt, version, uri } = completeTarget(target, model, facts);
	const open =
		uri === undefined ? undefined : facts.prompts.find(each => model.uriOf(each.path).toString() === Uri.parse(uri).toString());
	if (open !== undefined) return open.path;
	const name = prompt ?? (await pickPromptName(services, facts, l10n.t('Render Prompt')));
	const versions = name === undefined ? [] : facts.versionsOf(name).filter(each => each.revision === undefined);
	return (versions.find(each => each.version === version) ?? versions[0])?.path;
}

/** What the editor shows, which may not be saved yet. */
async function textOf(model: WorkspaceModel, path: WorkspacePath): Promise<string> {
	return await textWithCard(await workspace.openTextDocument(model.uriOf(path)), path, model);
}

/** Values for the inputs that the file gives no sample of; an empty answer leaves one without. Undefined when the user gives up. */
async function askForMissing(text: string, path: WorkspacePath): Promise<Readonly<Record<string, string>> | undefined> {
	const prompt = parsePrompt(path, text);
	const { missing } = render(prompt, { values: sampleInputs(prompt), missing: 'placeholder' });
	const values: Record<string, string> = {};
	for (const [index, { name }] of missing.entries()) {
		const value = await window.showInputBox({
			title: l10n.t('Render Prompt ({0} of {1})', index + 1, missing.length),
			prompt: l10n.t('Value of the input "{0}". Leave it empty to show a placeholder.', name),
			ignoreFocusOut: true,
		});
		if (value === undefined) return undefined;
		if (value !== '') setOwnValue(values, name, value);
	}
	return values;
}
