import type { SignedEntry } from '../use-cases/verify/claim.ts';
import type { SignersStanding } from '../use-cases/verify/verify-signers.ts';
import type { SignatureState } from '../workspace/signing/signature-state.ts';

/** What a signature is worth: `signed by ana@example.com`, `not signed`, and the two others with their reason. */
export function signatureInWords(state: SignatureState): string {
	switch (state.kind) {
		case 'signed':
			return `signed by ${state.principal}`;
		case 'not-signed':
			return 'not signed';
		case 'broken':
			return `broken signature (${state.why})`;
		case 'not-checked':
			return `signature not checked (${state.why})`;
	}
}

/** True when an approval or an override rests on what Git says of its author, which anybody can write. */
export function isAnyUnsigned(signatures: readonly SignedEntry[]): boolean {
	return signatures.some(({ state }) => state.kind === 'not-signed');
}

/** Who signed how much, and what nobody signed, each as a sentence; empty without approvals and overrides. */
export function signaturesInWords(signatures: readonly SignedEntry[]): {
	readonly signed: string | undefined;
	readonly unsigned: string | undefined;
} {
	const signed = signatures.filter(({ state }) => state.kind === 'signed');
	const people = [...new Set(signed.flatMap(({ state }) => (state.kind === 'signed' ? [state.principal] : [])))];
	const unsigned = signatures.filter(({ state }) => state.kind === 'not-signed');
	return {
		signed: signed.length === 0 ? undefined : `Signed: ${countOf(signed)} by ${people.join(', ')}.`,
		unsigned:
			unsigned.length === 0
				? undefined
				: `Not signed: ${countOf(unsigned)}. They are as somebody committed them, and anybody can write the author of a commit.`,
	};
}

/** Who may sign and since which root; undefined where nobody may. */
export function signersInWords({ path, root, state, reason }: SignersStanding): string | undefined {
	if (root === undefined) return undefined;
	const judged = {
		none: '',
		holds: 'every change is signed',
		broken: 'broken, see above',
		'not-checked': `not checked: ${reason ?? ''}`,
	}[state];
	return `Root of ${path}: ${root} (${judged}).`;
}

function countOf(entries: readonly SignedEntry[]): string {
	const words = (['approval', 'override'] as const).flatMap(what => {
		const count = entries.filter(entry => entry.what === what).length;
		return count === 0 ? [] : [`${count} ${what}${count === 1 ? '' : 's'}`];
	});
	return words.join(' and ');
}
