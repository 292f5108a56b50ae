import type { Signer } from '../../ports/signer.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { parseAllowedSigners, withEnd, withoutSigners, withSigner } from '../../formats/signing/allowed-signers.ts';
import type { AllowedSigner } from '../../formats/signing/allowed-signers.ts';
import type { SignersFailure, SignersRequest } from './signers-change.ts';

interface PresentSigners {
	/** The file in force; empty when there is none. */
	readonly text: string;
	/** The address of the person who asks. */
	readonly self: string;
	readonly at: string;
}

interface EditedSigners {
	readonly text: string;
	/** The address whose keys change. */
	readonly principal: string;
}

/** The list of signers after a request, before anybody signs it. */
export async function editSigners(
	request: SignersRequest,
	present: PresentSigners,
	signer: Pick<Signer, 'publicKey'>,
): Promise<Result<EditedSigners, SignersFailure>> {
	if (request.action === 'remove') return remove(request, present);
	const principal = request.action === 'add' ? (request.principal ?? present.self).toLowerCase() : present.self;
	const own = request.key === undefined ? await signer.publicKey() : succeed(request.key);
	if (!own.ok) return own;
	const publicKey = own.value.trim().split(/\s+/, 2).join(' ');
	return addKey({ principal, publicKey, isAlone: request.action === 'rotate' }, present);
}

function addKey(
	{ principal, publicKey, isAlone }: { readonly principal: string; readonly publicKey: string; readonly isAlone: boolean },
	{ text, at }: PresentSigners,
): Result<EditedSigners, SignersFailure> {
	const valid = keysOf(text, principal).filter(isUnended);
	if (valid.some(({ keyType, key }) => `${keyType} ${key}` === publicKey)) return fail({ kind: 'signer-known', principal });
	const added = withSigner(isAlone ? withEnd(text, valid, at) : text, { principal, publicKey, from: at });
	const isWhole = keysOf(added, principal).some(({ keyType, key }) => `${keyType} ${key}` === publicKey);
	return isWhole && !/[\s,"*?!#]/.test(principal) ? succeed({ text: added, principal }) : fail({ kind: 'bad-key', principal });
}

function remove(
	{ principal: asked, isRevoked }: Extract<SignersRequest, { action: 'remove' }>,
	{ text, at }: PresentSigners,
): Result<EditedSigners, SignersFailure> {
	const principal = asked.toLowerCase();
	const present = keysOf(text, principal).filter(entry => isRevoked || isUnended(entry));
	if (present.length === 0) {
		const known = parseAllowedSigners(text)
			.value.filter(isUnended)
			.flatMap(({ principals }) => principals);
		return fail({ kind: 'unknown-signer', principal, known: [...new Set(known)] });
	}
	const left = isRevoked ? withoutSigners(text, present) : withEnd(text, present, at);
	return parseAllowedSigners(left).value.some(isUnended) ? succeed({ text: left, principal }) : fail({ kind: 'last-signer', principal });
}

function keysOf(text: string, principal: string): readonly AllowedSigner[] {
	return parseAllowedSigners(text).value.filter(({ principals }) => principals.some(name => name.toLowerCase() === principal));
}

/** True for a key that may still sign, as far as the file says. */
function isUnended({ options }: AllowedSigner): boolean {
	return options?.includes('valid-before=') !== true;
}
