import { isFresh } from '../../../core/formats/models/catalogue-age.ts';
import { findModel, ownName } from '../../../core/formats/models/find-model.ts';
import { modelCatalogue, modelNames } from '../../../core/workspace/model-catalogue.ts';
import { isServedElsewhere } from '../../../core/formats/prompt/model-of-prompt.ts';
import { nearestWord } from '../../../core/base/text/nearest-word.ts';
import type { PromptRule } from '../rule.ts';

export const unknownModel: PromptRule = {
	id: 'unknown-model',
	appliesTo: 'prompt',
	summary: 'a model name that looks like a misspelling of a known one.',
	severity: 'info',
	group: 'model',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: true,
	isPreview: false,
	source: 'The practice of did-you-mean in compilers; prompty’s table of model capabilities.',

	*check(prompt, { workspace, today }) {
		const { model } = prompt;
		const catalogue = modelCatalogue(workspace.config);
		if (model === undefined || isServedElsewhere(prompt) || !isFresh(catalogue, today)) return;
		const name = ownName(model.value);
		if (findModel(catalogue, model.value) !== undefined || !/^[a-z][a-z0-9.-]+$/.test(name)) return;
		const meant = slipOf(name, modelNames(catalogue));
		if (meant === undefined) return;
		yield {
			range: model.range,
			message: `The model “${name}” is unknown and looks like a misspelling of “${meant}”. A request with a wrong name fails. Correct it, or add the model under “models” in stagemark.yaml. (Catalogue of ${catalogue.date}.)`,
			// The correct name of a model that is on its way out would only be the next finding.
			fixes:
				findModel(catalogue, meant)?.retirementDate !== undefined
					? []
					: [
							{
								title: `Replace with “${meant}”`,
								safety: 'unsafe',
								edits: [{ range: model.range, newText: model.value.replace(name, meant) }],
							},
						],
		};
	},
};

/** The known name that was probably meant. Names that differ in digits alone are versions, and new ones come out all the time. */
function slipOf(name: string, known: readonly string[]): string | undefined {
	const letters = name.replace(/\d+/g, '0');
	const isVersion = known.some(other => other.replace(/\d+/g, '0') === letters);
	// A suffix such as “-preview” or “-mini” makes another model, not another spelling.
	const near = isVersion
		? undefined
		: nearestWord(
				name,
				known.filter(other => Math.abs(other.length - name.length) <= 1),
			);
	return near !== undefined && digitsOf(near) === digitsOf(name) ? near : undefined;
}

function digitsOf(name: string): string {
	return name.replace(/\D+/g, ' ').trim();
}
