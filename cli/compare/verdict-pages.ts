import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Comparison } from '../../core/judging/compare/comparison.ts';

/** The pages that came with this bundle: docs/verdicts lies beside its folder. A bundle copied elsewhere has none. */
const folder = join(__dirname, '..', 'docs', 'verdicts');

/** Where the verdicts of a comparison are explained, one path for each; empty where the pages are missing. */
export function verdictPages({ metrics, slices }: Comparison): readonly string[] {
	const all = [...metrics, ...slices.flatMap(slice => slice.metrics)];
	const names = new Set<string>(all.map(({ verdict }) => verdict));
	if (all.some(metric => metric.not_worse)) names.add('not-worse');
	return [...names].map(name => join(folder, `${name}.md`)).filter(path => existsSync(path));
}
