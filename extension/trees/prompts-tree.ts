import { l10n, ThemeIcon } from 'vscode';
import { stageRoles } from '../../core/formats/registry/stage-roles.ts';
import type { PromptSummary } from '../../core/workspace/summaries/file-summary.ts';
import type { WorkspaceFacts } from '../../core/workspace/workspace-facts.ts';
import { tooltip } from './tooltip.ts';
import { treeElement } from './tree-element.ts';
import type { TreeElement, TreeElementFacts } from './tree-element.ts';
import type { WorkspaceModel } from '../model/workspace-model.ts';
import type { View } from './tree.ts';
import { ownValue } from '../../core/base/own-value.ts';

/** Prompts by name, and their versions, newest first, with the stages that hold them. */
export const promptsView: View = {
	id: 'stagemark.prompts',
	async roots(model, filter) {
		const facts = await model.load();
		const names = [...new Set(facts.prompts.filter(prompt => matches(prompt, filter)).map(prompt => prompt.name))];
		return names.map(name => nameElement(model, facts, name));
	},
};

function matches({ name, path, description = '', model = '' }: PromptSummary, filter: string): boolean {
	return [name, path, description, model].some(text => text.toLowerCase().includes(filter));
}

function nameElement(model: WorkspaceModel, facts: WorkspaceFacts, name: string): TreeElement {
	const versions = facts.versionsOf(name);
	const [newest] = versions;
	const row: TreeElementFacts = {
		id: `${model.folder.uri.toString()}#prompt/${name}`,
		label: name,
		description: [newest?.version ?? l10n.t('no version'), ...heldStages(facts, name)].join(' · '),
		icon: new ThemeIcon('comment'),
		context: 'prompt',
		tooltip: tooltip(name, [
			[l10n.t('About'), newest?.description],
			[l10n.t('Model'), newest?.model],
			[l10n.t('Versions'), String(versions.length)],
		]),
		target: { folder: model.folder.uri.toString(), prompt: name },
	};
	// A prompt without a version is one file: there is nothing below it to open.
	if (versions.length <= 1 && newest?.version === undefined) return treeElement({ ...row, opens: newest && model.uriOf(newest.path) });
	return treeElement({ ...row, children: () => versionElements(model, facts, name) });
}

async function versionElements(model: WorkspaceModel, facts: WorkspaceFacts, name: string): Promise<readonly TreeElement[]> {
	const versions = await model.versionsOf(name);
	return versions.map(version => versionElement(model, facts, version));
}

function versionElement(model: WorkspaceModel, facts: WorkspaceFacts, prompt: PromptSummary): TreeElement {
	const { name, version, path, revision } = prompt;
	const stages = version === undefined ? [] : facts.stagesOf(name, version);
	const origin = revision === undefined ? path : l10n.t('{0} in commit {1}', path, revision.slice(0, 10));
	return treeElement({
		id: `${model.folder.uri.toString()}#prompt/${name}/${version ?? path}/${revision ?? ''}`,
		label: version ?? path,
		description: [...stages, ...(revision === undefined ? [] : [l10n.t('in Git history')])].join(' · '),
		icon: new ThemeIcon(stages.length > 0 ? 'verified' : revision === undefined ? 'tag' : 'history'),
		context: version === undefined ? 'unversionedPrompt' : 'promptVersion',
		tooltip: tooltip(version === undefined ? name : `${name}@${version}`, [
			[l10n.t('About'), prompt.description],
			[l10n.t('Stage'), stages.join(', ')],
			[l10n.t('Model'), prompt.model],
			[l10n.t('Inputs'), prompt.inputs.map(input => input.name).join(', ')],
			[l10n.t('File'), origin],
			[l10n.t('Content'), prompt.contentHash.slice(0, 12)],
		]),
		// A version that only history has is no file; its difference to others is shown from the context menu.
		opens: revision === undefined ? model.uriOf(path) : undefined,
		target: { folder: model.folder.uri.toString(), prompt: name, version },
	});
}

/** For example `Production 2.0.0`, the stage nearest to users first. */
function heldStages(facts: WorkspaceFacts, name: string): readonly string[] {
	const registry = facts.registries.find(each => each.registry.name === name)?.registry;
	if (registry === undefined) return [];
	return stageRoles(facts.config)
		.held.toReversed()
		.flatMap(stage => {
			const holder = ownValue(registry.stages, stage);
			return holder === undefined ? [] : `${stage} ${holder}`;
		});
}
