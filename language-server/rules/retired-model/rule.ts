import { isFresh } from '../../../core/formats/models/catalogue-age.ts';
import { ownName } from '../../../core/formats/models/find-model.ts';
import type { ModelFacts } from '../../../core/formats/models/model-facts.ts';
import { modelCatalogue } from '../../../core/workspace/model-catalogue.ts';
import { modelOfPrompt } from '../../../core/formats/prompt/model-of-prompt.ts';
import type { Located, Prompt } from '../../../core/formats/prompt/prompt.ts';
import { normaliseVersion } from '../../../core/formats/prompt/version/version.ts';
import { stageRoles } from '../../../core/formats/registry/stage-roles.ts';
import { ownValue } from '../../../core/base/own-value.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import type { Fix, PromptRule } from '../rule.ts';

export const retiredModel: PromptRule = {
	id: 'retired-model',
	appliesTo: 'prompt',
	summary: 'a model that its provider has retired or will retire on a known date.',
	severity: 'warning',
	group: 'model',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: true,
	isPreview: false,
	source: 'Deprecation pages of OpenAI, Anthropic and Google, read for the catalogue; the dates are those of the makers’ own services.',

	*check(prompt, { workspace, today }) {
		const model = modelOfPrompt(prompt, modelCatalogue(workspace.config));
		if (prompt.model === undefined || model?.retirementDate === undefined || isArchived(prompt, workspace)) return;
		const { retirementDate: date, replacement, routedTo } = model;
		const isGone = date <= today;
		yield {
			range: prompt.model.range,
			severity: isGone && routedTo === undefined && isFresh(model, today) ? 'error' : 'warning',
			message: describe(prompt.model.value, model, date, isGone),
			fixes: replacement === undefined ? [] : [replace(prompt.model, replacement)],
			tag: 'deprecated',
		};
	},
};

function describe(name: string, { provider, replacement, routedTo }: ModelFacts, date: string, isGone: boolean): string {
	const advice =
		replacement === undefined
			? 'Switch to a current model and evaluate the prompt with it.'
			: `Switch to “${replacement}” or another model and evaluate the prompt with it.`;
	if (routedTo === undefined)
		return isGone
			? `${provider} retired “${name}” on ${date}, so requests fail. ${advice}`
			: `${provider} retires “${name}” on ${date}; requests fail from then on. ${advice}`;
	return isGone
		? `${provider} retired “${name}” on ${date} and sends its requests to “${routedTo}”, which answers otherwise and has prices of its own. ${advice}`
		: `${provider} retires “${name}” on ${date} and then sends its requests to “${routedTo}”, which answers otherwise and has prices of its own. ${advice}`;
}

/** A version that was taken out of use keeps the model it was measured with. */
function isArchived({ name, version }: Prompt, workspace: WorkspaceFacts): boolean {
	const written = version === undefined ? undefined : normaliseVersion(version.value);
	const registry = workspace.registries.find(other => other.registry.name === name.value)?.registry;
	return written !== undefined && ownValue(registry?.versions, written)?.stage === stageRoles(workspace.config).archive;
}

function replace({ value, range }: Located<string>, replacement: string): Fix {
	return {
		title: `Replace with “${replacement}”`,
		safety: 'unsafe',
		edits: [{ range, newText: value.replace(ownName(value), replacement) }],
	};
}
