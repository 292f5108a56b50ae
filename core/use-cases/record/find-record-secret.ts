import { findSecrets } from '../../base/secrets/find-secrets.ts';

/**
 * The first credential in data that is about to be written, keys included, with its place as a dotted path such as
 * `parameters.api_key`. Undefined when there is none.
 */
export function findRecordSecret(value: unknown, place = ''): { readonly secret: string; readonly place: string } | undefined {
	if (typeof value === 'string') {
		const secret = findSecrets(value)[0];
		return secret === undefined ? undefined : { secret: secret.kind, place: place === '' ? 'the text' : place };
	}
	if (typeof value !== 'object' || value === null) return undefined;
	for (const [key, member] of Object.entries(value)) {
		const path = place === '' ? key : `${place}.${key}`;
		const inKey = findSecrets(key)[0];
		if (inKey !== undefined) return { secret: inKey.kind, place: `the name of a key in ${place === '' ? 'the record' : place}` };
		const inMember = findRecordSecret(member, path);
		if (inMember !== undefined) return inMember;
	}
	return undefined;
}
