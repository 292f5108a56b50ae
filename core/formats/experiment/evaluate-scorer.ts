import { canonicalJson } from '../../base/canonical-json.ts';
import { sha256Hex } from '../../base/sha256.ts';
import type { Experiment } from './experiment.ts';

/** The scorers of a plan that asks a model, as a run records them: their digest covers every metric and all options. */
export function evaluateScorer({ metrics }: Pick<Experiment, 'metrics'>): { readonly name: string; readonly sha256: string } {
	const written = Object.entries(metrics).map(([name, { scorer }]) => [name, scorer ?? null]);
	return { name: 'evaluate', sha256: sha256Hex(canonicalJson(written)) };
}
