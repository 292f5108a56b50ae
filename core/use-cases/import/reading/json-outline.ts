/**
 * The paths of keys that the beginning of a JSON text shows, to depth 3, elements of lists as `[]`: `results.version`,
 * `[].run_type`. Text that is cut off or no JSON gives what was seen until then, so that a document can be recognised by its
 * first part.
 */
export function jsonOutline(head: string): ReadonlySet<string> {
	const paths = new Set<string>();
	const open: OpenBracket[] = [];
	let lastString = '';
	for (const [token] of head.matchAll(/"(?:[^"\\]|\\.)*"?|[{}[\]:]/g)) {
		const top = open.at(-1);
		if (token === '{') open.push({ base: pathOf(top), key: '' });
		else if (token === '[') open.push({ base: join(pathOf(top), '[]'), key: '' });
		else if (token === '}' || token === ']') open.pop();
		else if (token !== ':') lastString = token.slice(1, -1);
		else if (top !== undefined) {
			top.key = lastString;
			if (open.length <= 3) paths.add(pathOf(top));
		}
	}
	return paths;
}

interface OpenBracket {
	/** Where the bracket itself stands. */
	readonly base: string;
	/** The key read last inside of it. */
	key: string;
}

function pathOf(bracket: OpenBracket | undefined): string {
	return bracket === undefined ? '' : join(bracket.base, bracket.key);
}

function join(parent: string, name: string): string {
	return parent === '' || name === '' ? parent + name : `${parent}.${name}`;
}
