/** What becomes of the stage pointers when a version moves: the stage it leaves has none any more, the one it enters has this version. */
export function movePointers(
	{ version, from, to }: { readonly version: string; readonly from: string; readonly to: string },
	held: readonly string[],
): Map<string, string | null> {
	const pointers = new Map<string, string | null>();
	if (held.includes(from)) pointers.set(from, null);
	if (held.includes(to)) pointers.set(to, version);
	return pointers;
}
