import type { ErrorPolicy } from '../../../formats/run/error-score.ts';
import type { Experiment } from '../../../formats/experiment/experiment.ts';

/** How the experiment decides: 1 − confidence of its intervals, and what becomes of errors. Without one 0.05, errors dropped. */
export function decisionRule(experiment: Experiment | undefined): { readonly alpha: number; readonly errors: ErrorPolicy } {
	return experiment?.decision ?? { alpha: 0.05, errors: 'drop' };
}
