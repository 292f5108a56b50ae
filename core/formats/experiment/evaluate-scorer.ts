import { canonicalJson } from '../../base/canonical-json.ts';
import { sha256Hex } from '../../base/sha256.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Experiment } from './experiment.ts';

/**
 * The scorers of a plan that asks a model, as a run records them: their digest covers every metric, all options, and the content of each file
 * they name.
 *
 * @param hashes - SHA-256 of the files that `scorerFiles` gives; undefined for one that is not there.
 */
export function evaluateScorer(
	{ metrics }: Pick<Experiment, 'metrics'>,
	hashes: ReadonlyMap<WorkspacePath, string | undefined>,
): { readonly name: string; readonly sha256: string } {
	const written: unknown[] = Object.entries(metrics).map(([name, { scorer }]) => [name, scorer ?? null]);
	const files = [...hashes].map(([path, sha256]) => [path, sha256 ?? null]);
	return { name: 'evaluate', sha256: sha256Hex(canonicalJson(files.length === 0 ? written : [...written, files])) };
}
