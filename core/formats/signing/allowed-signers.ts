/** One line of `allowed_signers`. Source: ssh-keygen(1), ALLOWED SIGNERS. */
export interface AllowedSigner {
	/** 0-based. */
	readonly line: number;
	/** Addresses or patterns, as they are written. */
	readonly principals: readonly string[];
	/** Options in front of the key, as they are written; undefined when there are none. */
	readonly options: string | undefined;
	/** For example `ssh-ed25519`. */
	readonly keyType: string;
	/** Base64. */
	readonly key: string;
}

/** A line that OpenSSH does not understand, or that says nothing. */
export interface SignersProblem {
	/** 0-based. */
	readonly line: number;
	readonly message: string;
}

const keyType = /^(?:(?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[\w-]+)(?:@openssh\.com)?$/;

/** The lines that say who may sign. Comments and empty lines are passed over; every other line is an entry or a problem. */
export function parseAllowedSigners(text: string): {
	readonly value: readonly AllowedSigner[];
	readonly problems: readonly SignersProblem[];
} {
	const value: AllowedSigner[] = [];
	const problems: SignersProblem[] = [];
	for (const [line, written] of text.split('\n').entries()) {
		const words = wordsOf(written);
		if (words.length === 0 || written.trimStart().startsWith('#')) continue;
		const entry = entryOf(words, line);
		if (entry === undefined) problems.push({ line, message: `Line ${line + 1} does not name a person and a key. ${wanted}` });
		else value.push(entry);
	}
	return { value, problems };
}

const wanted = 'Write ana@example.com namespaces="stagemark" ssh-ed25519 AAAA…, or use “stagemark signers add”.';

function entryOf([principals, ...rest]: readonly string[], line: number): AllowedSigner | undefined {
	const [first = '', second = '', third = ''] = rest;
	const hasOptions = !keyType.test(first);
	const [type, key] = hasOptions ? [second, third] : [first, second];
	const names = (principals ?? '').replaceAll('"', '').split(',').filter(Boolean);
	if (names.length === 0 || !keyType.test(type) || !/^[A-Za-z0-9+/]+=*$/.test(key)) return undefined;
	return { line, principals: names, options: hasOptions ? first : undefined, keyType: type, key };
}

/** Splits at white space outside of quotation marks, looking at each character once. */
function wordsOf(line: string): readonly string[] {
	const words: string[] = [];
	let word = '';
	let isQuoted = false;
	for (const character of line) {
		if (character === '"') isQuoted = !isQuoted;
		if (!isQuoted && /\s/.test(character)) {
			if (word !== '') words.push(word);
			word = '';
		} else word += character;
	}
	return word === '' ? words : [...words, word];
}

/** The text with one more signer, who counts from a moment on. */
export function withSigner(
	text: string,
	signer: { readonly principal: string; readonly publicKey: string; readonly from: string },
): string {
	const options = `namespaces="stagemark",valid-after="${compactTime(signer.from)}"`;
	const before = text === '' || text.endsWith('\n') ? text : `${text}\n`;
	return `${before}${signer.principal} ${options} ${signer.publicKey}\n`;
}

/** The text in which some keys count no longer from a moment on; what they signed before still counts. */
export function withEnd(text: string, ended: readonly AllowedSigner[], at: string): string {
	const lines = text.split('\n');
	for (const { line, principals, options, keyType: type, key } of ended) {
		const kept = (options ?? '').split(',').filter(option => option !== '' && !option.startsWith('valid-before='));
		lines[line] = `${principals.join(',')} ${[...kept, `valid-before="${compactTime(at)}"`].join(',')} ${type} ${key}`;
	}
	return lines.join('\n');
}

/** The text without some keys: nothing that they ever signed counts any more. */
export function withoutSigners(text: string, gone: readonly AllowedSigner[]): string {
	const lines = new Set(gone.map(({ line }) => line));
	return text
		.split('\n')
		.filter((_, line) => !lines.has(line))
		.join('\n');
}

/** `20250131T103000Z` as OpenSSH writes it: `20250131103000Z`. */
export function compactTime(at: string): string {
	return at.replace(/[-:T]/g, '');
}
