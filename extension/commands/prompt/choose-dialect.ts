import { l10n, Range, Uri, window, workspace, WorkspaceEdit } from 'vscode';
import type { TextDocument } from 'vscode';
import { z } from 'zod';
import { dialectIds } from '../../../core/formats/prompt/dialect-ids.ts';
import { findDialect } from '../../../core/formats/prompt/dialects/find-dialect.ts';
import { dialects } from '../../../core/formats/prompt/dialects/all-dialects.ts';
import type { DialectId } from '../../../core/formats/prompt/prompt.ts';
import { chooseDialect as chooseInCore } from '../../../core/formats/config/choose-dialect.ts';
import { configPath } from '../../../core/formats/config-path.ts';
import { commandTargetSchema, readArgument } from '../../ask/command-target.ts';
import { pickOne } from '../../ask/pick-one.ts';
import type { WorkspaceModel } from '../../model/workspace-model.ts';
import type { Services } from '../../services.ts';
import type { Command } from '../command.ts';

const argumentSchema = commandTargetSchema.extend({ dialect: z.enum([...dialectIds, 'none']).optional() });

/**
 * Asks which dialect a prompt file is written in and notes the answer in stagemark.yaml, where editor, hook and CI read it. Takes
 * the file as `uri`, by default the one in the active editor, and the answer as `dialect`, which is then not asked for.
 */
export const chooseDialect: Command = {
	id: 'stagemark.chooseDialect',
	needsTrust: true,
	async run(services, [argument]) {
		const given = readArgument(argumentSchema, argument);
		const file = findFile(services, given.uri);
		if (file === undefined) {
			services.notify.warn(
				l10n.t('The active editor does not show a prompt file from an open folder. Open one, then choose its dialect.'),
			);
			return;
		}
		const { model, path } = file;
		const choice = given.dialect === undefined ? await pickDialect(file) : { dialect: given.dialect };
		const config = choice && (await openConfig(services, model));
		if (choice === undefined || config === undefined) return;
		const planned = chooseInCore(config.getText(), path, choice.dialect);
		if (planned.kind === 'refused') sayRefused(services, path, config);
		if (planned.kind === 'edit') await applyEdit(config, planned.edit);
	},
};

interface PromptFile {
	readonly uri: Uri;
	readonly model: WorkspaceModel;
	readonly path: string;
}

function findFile({ workspaces }: Services, given: string | undefined): PromptFile | undefined {
	const uri = given === undefined ? window.activeTextEditor?.document.uri : Uri.parse(given, true);
	const model = uri && workspaces.modelOf(uri);
	const path = uri && model?.pathOf(uri);
	return uri === undefined || model === undefined || path === undefined ? undefined : { uri, model, path };
}

function sayRefused(services: Services, path: string, config: TextDocument): void {
	services.notify.warn(
		l10n.t(
			'stagemark.yaml was not changed: another entry under “dialects” decides for {0}, or the file has an error. Edit it by hand.',
			path,
		),
		{ title: l10n.t('Open stagemark.yaml'), run: () => window.showTextDocument(config) },
	);
}

/** `content` decides where `dialect` is undefined. */
interface Choice {
	readonly dialect: DialectId | 'none' | undefined;
}

async function pickDialect({ uri, path }: PromptFile): Promise<Choice | undefined> {
	const recognised = findDialect(path, (await workspace.openTextDocument(uri)).getText());
	return pickOne<Choice>({ title: l10n.t('Choose Dialect…'), placeholder: l10n.t('How is {0} written?', path) }, [
		{
			label: l10n.t('Let the content decide'),
			description: recognised?.dialect.title ?? l10n.t('Not a prompt'),
			detail: recognised?.reason,
			value: { dialect: undefined },
		},
		...dialects.map(({ id, title }) => ({ label: title, description: id, value: { dialect: id } })),
		{ label: l10n.t('Not a prompt'), description: 'none', value: { dialect: 'none' } },
	]);
}

/** The configuration in an editor, where an unsaved change of the user counts. Asks before it makes the file, which has consequences. */
async function openConfig(services: Services, model: WorkspaceModel): Promise<TextDocument | undefined> {
	const uri = model.uriOf(configPath);
	if ((await model.ports().files.read(configPath)).kind === 'missing') {
		const question = l10n.t('Create stagemark.yaml?');
		const detail = l10n.t(
			'The choice is saved there. This file also turns on versioning for the folder, so findings about versions appear.',
		);
		if (!(await services.notify.confirm(question, detail, l10n.t('Create')))) return undefined;
		const creation = new WorkspaceEdit();
		creation.createFile(uri, { ignoreIfExists: true });
		await workspace.applyEdit(creation);
	}
	return workspace.openTextDocument(uri);
}

async function applyEdit(
	config: TextDocument,
	{ range, newText }: { readonly range: { readonly start: number; readonly end: number }; readonly newText: string },
): Promise<void> {
	const edit = new WorkspaceEdit();
	edit.replace(config.uri, new Range(config.positionAt(range.start), config.positionAt(range.end)), newText);
	await workspace.applyEdit(edit);
	await config.save();
}
