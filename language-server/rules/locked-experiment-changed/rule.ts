import { holdsLock } from '../../../core/formats/experiment/lock-digest.ts';
import { hypothesisFile } from '../../../core/formats/experiment/hypothesis-file.ts';
import type { ExperimentRule } from '../rule.ts';

export const lockedExperimentChanged: ExperimentRule = {
	id: 'locked-experiment-changed',
	appliesTo: 'experiment',
	summary: 'an experiment whose plan changed after it was locked.',
	severity: 'error',
	group: 'experiment',
	fix: 'none',
	isSuppressible: false,
	needsOptIn: false,
	isPreview: false,
	source: 'Nosek et al., The preregistration revolution, PNAS 115 (2018), doi:10.1073/pnas.1708274114.',

	*check({ value, yaml, folder }, { experiment }) {
		if (value?.locked === undefined || value.locked === null) return;
		const file = hypothesisFile(value.hypothesis, folder);
		const hypothesis = file === undefined ? (value.hypothesis ?? '') : (experiment?.hypothesisText ?? '');
		if (holdsLock(value, hypothesis, value.locked)) return;
		yield {
			range: yaml.rangeOf(['locked'], 'value'),
			message: `The hypothesis, metrics, decision, variants, seeds or dataset of ${value.id} changed after it was locked, so the plan no longer came before the result. Undo the change, or plan a new experiment.`,
		};
	},
};
