import { canonicalJson } from '../../base/canonical-json.ts';
import type { CompareSideInput } from '../compare/cases/compare-side.ts';
import { textSimilarity } from '../../formats/prompt/diff/text-similarity.ts';
import { mean } from '../../statistics/descriptive/mean.ts';

/** Of each output only this much is compared, so that ten thousand long answers are read in seconds. */
const longestOutput = 20_000;

/**
 * How alike the outputs of two sides are, case by case, each from 0 to 1, for the cases both have outputs to. Several answers to a case
 * are compared in the order of their seeds, first with first, and averaged.
 */
export function outputSimilarities(baseline: CompareSideInput, candidate: CompareSideInput): readonly number[] {
	const [before, after] = [outputsOf(baseline), outputsOf(candidate)];
	return [...before].flatMap(([id, texts]) => {
		const others = after.get(id) ?? [];
		const alike = texts.flatMap((text, index) => {
			const other = others[index];
			return other === undefined ? [] : [textSimilarity(text, other)];
		});
		return alike.length === 0 ? [] : [mean(alike)];
	});
}

function outputsOf({ runs }: CompareSideInput): ReadonlyMap<string, readonly string[]> {
	const outputs = new Map<string, string[]>();
	const bySeed = runs.toSorted((left, right) => (left.record.seed ?? 0) - (right.record.seed ?? 0));
	for (const { case: id, output } of bySeed.flatMap(({ samples }) => samples)) {
		if (output === undefined || output === null) continue;
		const text = (typeof output === 'string' ? output : canonicalJson(output)).slice(0, longestOutput);
		const known = outputs.get(id);
		if (known === undefined) outputs.set(id, [text]);
		else known.push(text);
	}
	return outputs;
}
