import { nearestWord } from '../../../core/base/text/nearest-word.ts';
import { suggestionInWords } from '../../../core/base/words-of-failure.ts';
import type { ExperimentRule } from '../rule.ts';

export const unknownSlice: ExperimentRule = {
	id: 'unknown-slice',
	appliesTo: 'experiment',
	summary: 'a slice by a column that neither the dataset nor a sample has.',
	severity: 'warning',
	group: 'experiment',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'The columns of the dataset of the experiment, and the fields of the samples of its newest run.',

	*check({ value, yaml }, { experiment }) {
		const known = experiment?.columns;
		if (known === undefined) return;
		for (const [index, column] of (value?.slices ?? []).entries()) {
			if (known.includes(column)) continue;
			const range = yaml.rangeOf(['slices', index], 'value');
			const suggestion = nearestWord(column, known);
			yield {
				range,
				message: `Neither the dataset nor a sample has “${column}”, so no case belongs to a slice by it. ${suggestionInWords(suggestion, known)}`,
				fixes:
					suggestion === undefined
						? []
						: [{ title: `Replace with “${suggestion}”`, safety: 'unsafe', edits: [{ range, newText: asYaml(suggestion) }] }],
			};
		}
	},
};

/** Plain where YAML reads it as this very text, also inside `[ ]`. */
function asYaml(name: string): string {
	return /^[A-Za-z_][\w-]*$/.test(name) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(name) ? name : JSON.stringify(name);
}
