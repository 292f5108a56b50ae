import { canonicalJson } from '../../base/canonical-json.ts';
import { sha256Hex } from '../../base/sha256.ts';
import type { Decision, Experiment } from './experiment.ts';

/**
 * The digest that pre-registers an experiment: `sha256:` and the SHA-256 of the canonical JSON (RFC 8785) of hypothesis,
 * metrics, decision rule, variants and dataset. What is left to its default counts as the default, so that spelling it out
 * changes nothing.
 *
 * @param hypothesis - The text itself, also where the methodology names a file. White space at its ends does not count.
 */
export function lockDigest({ metrics, decision, variants, dataset }: Experiment, hypothesis: string): string {
	const text = hypothesis.replaceAll('\r\n', '\n').trim();
	return `sha256:${sha256Hex(canonicalJson({ hypothesis: text, metrics, decision: withoutLaterDefaults(decision), variants, dataset }))}`;
}

/** Keys that the decision rule got later count only where they differ from their default, so that a lock of before still holds. */
function withoutLaterDefaults({ test, rate_interval: rateInterval, ...rule }: Decision): object {
	return { ...rule, ...(test !== 'auto' && { test }), ...(rateInterval !== 'wilson' && { rate_interval: rateInterval }) };
}
