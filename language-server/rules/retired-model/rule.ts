import { isFresh } from '../../../core/formats/models/catalogue-age.ts';
import { ownName } from '../../../core/formats/models/find-model.ts';
import { modelCatalogue } from '../../../core/workspace/model-catalogue.ts';
import { modelOfPrompt } from '../../../core/formats/prompt/model-of-prompt.ts';
import type { Located, Prompt } from '../../../core/formats/prompt/prompt.ts';
import { normaliseVersion } from '../../../core/formats/prompt/version/version.ts';
import { stageRoles } from '../../../core/formats/registry/stage-roles.ts';
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
		const { value, range } = prompt.model;
		const { retirementDate: date, replacement } = model;
		const isGone = date <= today;
		const advice =
			replacement === undefined
				? 'Switch to a current model and evaluate the prompt with it.'
				: `Switch to “${replacement}” or another model and evaluate the prompt with it.`;
		yield {
			range,
			severity: isGone && isFresh(model, today) ? 'error' : 'warning',
			message: isGone
				? `${model.provider} retired “${value}” on ${date}, so requests fail. ${advice}`
				: `${model.provider} retires “${value}” on ${date}; requests fail from then on. ${advice}`,
			fixes: replacement === undefined ? [] : [replace(prompt.model, replacement)],
			tag: 'deprecated',
		};
	},
};

/** A version that was taken out of use keeps the model it was measured with. */
function isArchived({ name, version }: Prompt, workspace: WorkspaceFacts): boolean {
	const written = version === undefined ? undefined : normaliseVersion(version.value);
	const registry = workspace.registries.find(other => other.registry.name === name.value)?.registry;
	return written !== undefined && registry?.versions[written]?.stage === stageRoles(workspace.config).archive;
}

function replace({ value, range }: Located<string>, replacement: string): Fix {
	return {
		title: `Replace with “${replacement}”`,
		safety: 'unsafe',
		edits: [{ range, newText: value.replace(ownName(value), replacement) }],
	};
}
