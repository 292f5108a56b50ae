/** A small text that stands for a file whose content Git LFS keeps elsewhere. */
export interface LfsPointer {
	/** SHA-256 of the content in lower-case hex. */
	readonly sha256: string;
	readonly byteCount: number;
}

/**
 * Reads a pointer of Git LFS; undefined for any other text. Keys other than the three that matter are passed over.
 *
 * Source: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md
 */
export function parseLfsPointer(text: string): LfsPointer | undefined {
	if (text.length > 1024 || !text.startsWith('version https://git-lfs.github.com/spec/v1\n')) return undefined;
	const sha256 = /^oid sha256:([0-9a-f]{64})$/m.exec(text)?.[1];
	const byteCount = /^size (\d+)$/m.exec(text)?.[1];
	return sha256 === undefined || byteCount === undefined ? undefined : { sha256, byteCount: Number(byteCount) };
}
