/**
 * The host of an address such as `https://host:8080/v1`, with its port, in lower case; undefined for other text. An address with a user name
 * or a backslash has none: programs disagree on where its host begins.
 */
export function hostOfUrl(url: string): string | undefined {
	return /^https?:\/\/([^\s\\/?#@]+)(?:[/?#][^\s\\@]*)?$/i.exec(url)?.[1]?.toLowerCase();
}
