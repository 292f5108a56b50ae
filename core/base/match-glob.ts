import picomatch from 'picomatch/posix.js';

/**
 * True when a glob matches a path: `*` and `?` within a folder or file name, `**` for any number of folders, `{a,b}` for a choice.
 * Hidden files and folders are matched only by name.
 *
 * The path is matched name by name, so that `**` costs nothing: handed over as a whole, a dozen stars from a hostile
 * configuration make the library's expression try more ways than there is time. `globProblem` bounds what is left.
 */
export function matchesGlob(path: string, glob: string): boolean {
	const names = path.split('/');
	/** How many names the parts so far may have used up. */
	let positions: ReadonlySet<number> = new Set([0]);
	const parts = glob.split('/');
	for (const [index, part] of parts.entries()) {
		// What `folder/**` matches is in the folder, and not the folder itself.
		if (part === '**' && index === parts.length - 1) positions = without(positions, names.length);
		positions = part === '**' ? afterAnyFolders(names, positions) : afterOneName(part, names, positions);
	}
	return positions.has(names.length);
}

/**
 * What is wrong with a glob from a configuration, in words that say what to write instead; undefined when it is good. The
 * limits are those below which matching one name of 255 characters takes no noticeable time.
 */
export function globProblem(glob: string): string | undefined {
	const parts = glob.split('/');
	if (glob.length > 200 || glob.startsWith('/') || parts.includes('..'))
		return 'write a glob that starts at the workspace root, such as “prompts/**”';
	if (/[!()[\]|+\\]/.test(glob)) return 'write a glob whose only special characters are * ? { } and ,';
	const isPlain = parts.every(
		part => part === '**' || (count(part, '*') <= 2 && count(part, '{') <= 1 && count(part, '{') === count(part, '}')),
	);
	return isPlain ? undefined : 'write at most two * and one choice {a,b} between two slashes, or ** alone';
}

/** The folder that everything a glob matches lies in; `''` for the root. */
export function globFolder(glob: string): string {
	const parts = glob.split('/');
	const fixed = parts.findIndex(part => !isLiteral(part));
	return (fixed === -1 ? parts : parts.slice(0, fixed)).join('/');
}

function without(positions: ReadonlySet<number>, position: number): ReadonlySet<number> {
	return new Set([...positions].filter(each => each !== position));
}

function afterAnyFolders(names: readonly string[], positions: ReadonlySet<number>): ReadonlySet<number> {
	const reached = new Set<number>();
	for (const position of positions) {
		// What was reached from an earlier position leads no further from here.
		for (let index = position; !reached.has(index); index++) {
			reached.add(index);
			if (names[index]?.startsWith('.') !== false) break;
		}
	}
	return reached;
}

function afterOneName(part: string, names: readonly string[], positions: ReadonlySet<number>): ReadonlySet<number> {
	return new Set(
		[...positions].flatMap(position => {
			const name = names[position];
			return name !== undefined && matchesName(name, part) ? [position + 1] : [];
		}),
	);
}

function matchesName(name: string, part: string): boolean {
	return isLiteral(part) ? name === part : picomatch.isMatch(name, part, { noextglob: true });
}

function isLiteral(part: string): boolean {
	return !/[*?{}]/.test(part);
}

function count(text: string, character: string): number {
	return text.split(character).length - 1;
}
