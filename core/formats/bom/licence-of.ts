import type { ModelCard } from '../component/model-card.ts';

/** What a model card says of the licence of the model. */
export interface LicencedModel extends Pick<ModelCard, 'license' | 'license_link' | 'license_name'> {
	/** What the model is called: by its card, and by its provider. */
	readonly names: readonly string[];
}

/** A licence as CycloneDX has it. */
export interface Licence {
	readonly license: { readonly id?: string; readonly name?: string; readonly url?: string };
}

/** Identifiers of SPDX that are frequent among models, which cards write in any case. Others go by the name that the card gives. */
const identifiers = [
	...['0BSD', 'AFL-3.0', 'AGPL-3.0-only', 'Apache-2.0', 'Artistic-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BSL-1.0', 'CC-BY-4.0'],
	...['CC-BY-NC-4.0', 'CC-BY-NC-ND-4.0', 'CC-BY-NC-SA-4.0', 'CC-BY-SA-4.0', 'CC0-1.0', 'CDLA-Permissive-2.0', 'EUPL-1.2'],
	...['GPL-2.0-only', 'GPL-3.0-only', 'ISC', 'LGPL-3.0-only', 'MIT', 'MPL-2.0', 'PostgreSQL', 'Unlicense', 'Zlib'],
];

/** Every licence of a model; none when its card names none. */
export function licenceOf({ license, license_name: name, license_link: url }: LicencedModel): readonly Licence[] {
	const written = license === undefined ? [] : typeof license === 'string' ? [license] : license;
	return written.map(entry => {
		const id = identifiers.find(identifier => identifier.toLowerCase() === entry.toLowerCase());
		if (id !== undefined) return { license: { id } };
		return { license: { name: entry.toLowerCase() === 'other' ? (name ?? entry) : entry, ...(isAddress(url) ? { url } : {}) } };
	});
}

/** A card may name a file instead. */
function isAddress(url: string | undefined): url is string {
	return url !== undefined && /^https?:\/\/[^\s<>"{}|\\^`]+$/.test(url);
}
