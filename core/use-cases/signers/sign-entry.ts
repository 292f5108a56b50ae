import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Config } from '../../formats/config/config.ts';
import { fail } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { checkSignature } from '../../workspace/signing/check-signature.ts';
import { loadSigners } from '../../workspace/signing/load-signers.ts';
import type { SigningRefusal } from './signing-refusal.ts';

/**
 * Signs what an entry says with the key that Git signs with, and checks at once that the signature counts, so that nothing is written that
 * `verify` would call broken.
 *
 * @param entry - Who signs, and when.
 * @throws The signal's reason when cancelled.
 */
export async function signEntry(
	entry: { readonly by: string; readonly at: string },
	text: string,
	{ config, ...ports }: Pick<Ports, 'files' | 'git' | 'signer'> & { readonly config: Pick<Config, 'registry'> },
	signal: CancelSignal,
): Promise<Result<string, SigningRefusal>> {
	const access = { ...ports, signal };
	const signers = await loadSigners(config, access);
	const { path } = signers;
	if (signers.text === undefined) return fail({ kind: 'signers-missing', path });
	const signed = await ports.signer.sign(text, signal);
	if (!signed.ok) return signed;
	const state = await checkSignature({ ...entry, signature: signed.value }, text, signers, access);
	if (state.kind === 'signed') return signed;
	return fail({ kind: 'signature-refused', by: entry.by, why: 'why' in state ? state.why : 'it is empty', path });
}
