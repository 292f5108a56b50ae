import { canonicalJson } from '../../base/canonical-json.ts';
import { sha256Hex } from '../../base/sha256.ts';
import type { Decision, Experiment } from './experiment.ts';

/**
 * The digest that pre-registers an experiment: `sha256:` and the SHA-256 of the canonical JSON (RFC 8785) of hypothesis,
 * metrics, decision rule, variants, seeds, slices and dataset with its number of cases. What is left to its default counts as the default, so that spelling it out
 * changes nothing.
 *
 * @param hypothesis - The text itself, also where the methodology names a file. White space at its ends does not count.
 */
export function lockDigest(experiment: Experiment, hypothesis: string): string {
	const { seeds } = experiment;
	return digestOf({ ...lockedParts(experiment, hypothesis), ...(seeds !== undefined && { seeds }) });
}

/** Whether a plan is still the one that `digest` was made of. Digests of earlier versions do not cover seeds and still hold. */
export function holdsLock(experiment: Experiment, hypothesis: string, digest: string): boolean {
	return digest === lockDigest(experiment, hypothesis) || digest === digestOf(lockedParts(experiment, hypothesis));
}

function lockedParts({ metrics, decision, variants, dataset, slices }: Experiment, hypothesis: string): object {
	return {
		hypothesis: hypothesis.replaceAll('\r\n', '\n').trim(),
		metrics,
		decision: withoutLaterDefaults(decision),
		variants,
		dataset,
		// Slices came later; a plan without them keeps the digest it had.
		...(slices !== undefined && { slices }),
	};
}

function digestOf(parts: object): string {
	return `sha256:${sha256Hex(canonicalJson(parts))}`;
}

/** Keys that the decision rule got later count only where they differ from their default, so that a lock of before still holds. */
function withoutLaterDefaults({ test, rate_interval: rateInterval, ...rule }: Decision): object {
	return { ...rule, ...(test !== 'auto' && { test }), ...(rateInterval !== 'wilson' && { rate_interval: rateInterval }) };
}
