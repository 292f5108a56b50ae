/** Every byte as the character of the same number: enough to find credentials, which are ASCII, in bytes of any encoding. */
export function decodeLatin1(bytes: Uint8Array): string {
	const pieces: string[] = [];
	for (let start = 0; start < bytes.length; start += 8192) pieces.push(String.fromCharCode(...bytes.subarray(start, start + 8192)));
	return pieces.join('');
}
