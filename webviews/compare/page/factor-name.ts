import type { Confounder } from '../../../core/judging/compare/comparison.ts';
import { localize } from '../../shared/localize.ts';

type Factor = Confounder['factor'];

/** A condition of a run in the language of the editor. */
export function factorName(factor: Factor): string {
	return names[factor]();
}

const names: Readonly<Record<Factor, () => string>> = {
	prompt: () => localize('prompt'),
	dataset: () => localize('dataset'),
	scorer: () => localize('scorer'),
	judge: () => localize('judge'),
	model: () => localize('model'),
	endpoint: () => localize('endpoint'),
	'response-model': () => localize('response model'),
	parameters: () => localize('parameters'),
	seeds: () => localize('seeds'),
	'lock-files': () => localize('lock files'),
	commit: () => localize('code'),
	patch: () => localize('uncommitted changes'),
};
