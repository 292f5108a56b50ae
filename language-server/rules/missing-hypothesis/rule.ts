import type { ParsedExperiment } from '../../../core/formats/experiment/experiment.ts';
import { hypothesisFile } from '../../../core/formats/experiment/hypothesis-file.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import { insertYamlEntry } from '../../../core/base/yaml/edit/edit-yaml.ts';
import type { ExperimentRule, Fix } from '../rule.ts';

export const missingHypothesis: ExperimentRule = {
	id: 'missing-hypothesis',
	appliesTo: 'experiment',
	summary: 'an experiment that does not state its expectation before it runs.',
	severity: 'warning',
	group: 'experiment',
	fix: 'safe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'E. Miller, Adding Error Bars to Evals, arXiv 2411.00640: evaluations are experiments.',

	*check(experiment, { workspace }) {
		if (experiment.value === undefined) return;
		const hypothesis = experiment.value.hypothesis?.trim() ?? '';
		if (hypothesis === '') {
			yield {
				range: placeOf(experiment),
				message: `${experiment.value.id} has no hypothesis, so any result can be read as a success. State under “hypothesis” what you expect, and by how much.`,
				fixes: fixesFor(experiment, workspace.exists(hypothesisFile('hypothesis.md', experiment.folder) ?? '')),
			};
			return;
		}
		const file = hypothesisFile(hypothesis, experiment.folder);
		if (file !== undefined && !workspace.exists(file)) {
			yield {
				range: experiment.yaml.rangeOf(['hypothesis'], 'value'),
				message: `${experiment.value.id} names “${hypothesis}” as its hypothesis, but that file does not exist. Create the file or write the text here.`,
			};
		}
	},
};

function placeOf({ yaml, value }: ParsedExperiment): TextRange {
	return value?.hypothesis === undefined ? yaml.rangeOf(['id'], 'key') : yaml.rangeOf(['hypothesis'], 'key');
}

/** Only the link to a file that exists is safe: a sentence made up by a tool is no hypothesis. */
function fixesFor({ yaml, value }: ParsedExperiment, hasFile: boolean): readonly Fix[] {
	const text = hasFile ? 'hypothesis.md' : 'Because …, the candidate improves … by at least … over the baseline.';
	const edit =
		value?.hypothesis === undefined
			? insertYamlEntry(yaml, [], { key: 'hypothesis', value: text })
			: { range: yaml.rangeOf(['hypothesis'], 'value'), newText: text };
	if (edit === undefined) return [];
	return [
		{ title: hasFile ? 'Refer to hypothesis.md' : 'Add a hypothesis template', safety: hasFile ? 'safe' : 'unsafe', edits: [edit] },
	];
}
