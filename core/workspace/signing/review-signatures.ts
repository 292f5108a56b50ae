import type { Config } from '../../formats/config/config.ts';
import type { RegistryRequest, Review } from '../../formats/registry/registry-file.ts';
import { approvalStatement } from '../../formats/signing/approval-statement.ts';
import { statementText } from '../../formats/signing/statement.ts';
import { checkSignature } from './check-signature.ts';
import { loadSigners } from './load-signers.ts';
import type { SigningAccess } from './load-signers.ts';
import type { SignatureState } from './signature-state.ts';

/** What the signatures of all reviews of some requests are worth. Who may sign is only read where something is signed. */
export async function reviewSignatures(
	{ name, requests }: { readonly name: string; readonly requests: readonly RegistryRequest[] },
	config: Pick<Config, 'registry'>,
	access: SigningAccess,
): Promise<ReadonlyMap<Review, SignatureState>> {
	const states = new Map<Review, SignatureState>();
	const signed = requests.flatMap(request =>
		request.reviews.filter(({ signature }) => signature !== undefined).map(review => ({ request, review })),
	);
	if (signed.length === 0) return states;
	const signers = await loadSigners(config, access);
	for (const { request, review } of signed) {
		states.set(review, await checkSignature(review, statementText(approvalStatement(name, request, review)), signers, access));
	}
	return states;
}
