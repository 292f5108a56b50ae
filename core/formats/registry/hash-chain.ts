import { canonicalJson } from '../../base/canonical-json.ts';
import { sha256Hex } from '../../base/sha256.ts';
import type { Transition } from './registry-file.ts';

/** A transition before it is sealed into the chain. */
export type UnsealedTransition = Omit<Transition, 'digest'>;

/** The first transition at which a chain does not hold. */
export interface ChainBreak {
	/** 0-based position in `transitions`. */
	readonly position: number;
	/** `previous`: the entry does not follow the one before it. `digest`: the entry is not what was sealed. */
	readonly kind: 'previous' | 'digest';
	/** What should stand there, given everything before. */
	readonly expected: string;
}

/**
 * The digest that seals a transition: `sha256:` and the hexadecimal SHA-256 of `previous` followed by the canonical JSON
 * (RFC 8785) of the entry without `digest`. A `digest` the entry already has does not count.
 */
export function digestOf(transition: UnsealedTransition): string {
	const entries = Object.entries(transition).filter(([key]) => key !== 'digest');
	return `sha256:${sha256Hex(transition.previous + canonicalJson(Object.fromEntries(entries)))}`;
}

/** The transition with its digest, appended to a chain that ends with `previous`. */
export function sealTransition(transition: Omit<UnsealedTransition, 'previous'>, previous: Transition | undefined): Transition {
	const unsealed = { ...transition, previous: previous?.digest ?? '' };
	return { ...unsealed, digest: digestOf(unsealed) };
}

/**
 * Recomputes the chain from its first entry. Undefined when it holds. Every entry after a break is in doubt, so only the
 * first break is told. An entry that was cut off at the end leaves no trace in the chain itself; the stage pointers and
 * Git history show it.
 */
export function checkChain(transitions: readonly Transition[]): ChainBreak | undefined {
	let previous = '';
	for (const [position, transition] of transitions.entries()) {
		if (transition.previous !== previous) return { position, kind: 'previous', expected: previous };
		const expected = digestOf(transition);
		if (transition.digest !== expected) return { position, kind: 'digest', expected };
		previous = transition.digest;
	}
	return undefined;
}
