import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Experiment } from './experiment.ts';

/** Keys of scorers whose value may be the path of a file. */
const fileKeys: ReadonlySet<string> = new Set(['json-schema']);

/** The files of the workspace that the scorers of metrics name, such as `{json-schema: schemas/answer.json}`; sorted, each once. */
export function scorerFiles({ metrics }: Pick<Experiment, 'metrics'>): readonly WorkspacePath[] {
	const found = Object.values(metrics).flatMap(({ scorer }) => (scorer === undefined ? [] : filesIn(scorer)));
	return [...new Set(found)].sort();
}

function filesIn(scorer: Readonly<Record<string, unknown>>): readonly WorkspacePath[] {
	const own = Object.entries(scorer).flatMap(([key, value]) => (fileKeys.has(key) && typeof value === 'string' ? [value] : []));
	return [...own, ...partsOf(scorer).flatMap(filesIn)];
}

/** The scorers that one with `all` is made of. */
function partsOf({ all }: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] {
	const parts: readonly unknown[] = Array.isArray(all) ? all : [];
	return parts.flatMap(part => (typeof part === 'object' && part !== null ? [{ ...part }] : []));
}
