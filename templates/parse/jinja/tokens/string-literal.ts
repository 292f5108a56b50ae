const escape = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|N\{([^{}]+)\}|([^]))/g;
const simpleEscapes: ReadonlyMap<string, string> = new Map([
	...Object.entries({ '\n': '', '\\': '\\', "'": "'", '"': '"' }),
	...Object.entries({ a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }),
]);
const greatestCodePoint = 0x10ffff;

/**
 * The text a string literal stands for, given what is between its quotes, with the escapes of Python: Jinja decodes with
 * “unicode-escape”. A named character `\N{…}` stays as written, since the names are not known here.
 */
export function decodeString(content: string): { readonly value: string; readonly problem: string | undefined } {
	if (!content.includes('\\') && !content.includes('\r')) return { value: content, problem: undefined };
	let problem: string | undefined;
	const value = content.replace(/\r\n?/g, '\n').replace(escape, (written: string, ...groups: (string | undefined)[]) => {
		const [byte, short, long, octal, named, other] = groups;
		const hexadecimal = byte ?? short ?? long;
		if (hexadecimal !== undefined) {
			const codePoint = Number.parseInt(hexadecimal, 16);
			if (codePoint <= greatestCodePoint) return String.fromCodePoint(codePoint);
		}
		if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
		if (named !== undefined) return written;
		if (other !== undefined && !'xuUN'.includes(other)) return simpleEscapes.get(other) ?? written;
		problem ??= `\`${written.slice(0, 2)}\` starts an incomplete escape, so Jinja cannot read this string. Complete it or write \`\\\\\`.`;
		return written;
	});
	return { value, problem };
}
