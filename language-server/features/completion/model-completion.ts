import { describeModel } from '../../../core/formats/models/describe-model.ts';
import { findModel } from '../../../core/formats/models/find-model.ts';
import { modelCatalogue, modelNames } from '../../../core/workspace/model-catalogue.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import type { YamlPath } from '../../../core/base/yaml/yaml-source.ts';
import type { CompletionItem } from './completion-item.ts';
import type { ParsedDocument } from '../../documents/parsed-document.ts';

/** The names of the catalogue, those of the workspace first and retired ones last. */
export function completeModels(facts: WorkspaceFacts, range: TextRange): readonly CompletionItem[] {
	const catalogue = modelCatalogue(facts.config);
	return modelNames(catalogue).map(name => {
		const model = findModel(catalogue, name);
		const detail = [model?.provider ?? '', model?.retirementDate === undefined ? '' : `retirement ${model.retirementDate}`];
		return {
			label: name,
			kind: 'value',
			detail: detail.filter(part => part !== '').join(' · ') || undefined,
			documentation: model && describeModel(model).join('\n'),
			edit: { range, newText: name },
		};
	});
}

/** True where a prompt or experiment names a model. */
export function namesModel(kind: ParsedDocument['kind'], path: YamlPath): boolean {
	if (kind === 'prompt') return path.length === 1 && path[0] === 'model';
	const isOfVariant = path.length === 3 && path[0] === 'variants' && path[2] === 'model';
	return kind === 'experiment' && (isOfVariant || (path.length === 1 && path[0] === 'model'));
}
