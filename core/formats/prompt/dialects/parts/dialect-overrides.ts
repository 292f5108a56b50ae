import type { WorkspacePath } from '../../../../ports/file-store.ts';
import { matchesGlob } from '../../../../base/match-glob.ts';
import { namesPlace, openPlacePath, splitPlaceGlob } from '../../place/place-path.ts';
import type { DialectId } from '../../prompt.ts';
import type { TemplateName } from '../../template-name.ts';

/** What an entry of `prompts:` says of the files of its glob, or another file that names them. */
export interface FileReading {
	readonly dialect?: DialectId | 'none' | undefined;
	readonly template?: TemplateName | undefined;
	/** The file that names them. What the files say themselves goes before. */
	readonly by?: WorkspacePath | undefined;
}

/**
 * `dialects:` of stagemark.yaml and what entries of `prompts:` say: which dialect and template language the files of a glob are in, whatever
 * their content says. `none` are no prompts.
 */
export type DialectOverrides = Readonly<Record<string, DialectId | 'none' | FileReading>>;

/** What the configuration says of one file: the entries that count. */
export interface DialectOverride extends FileReading {
	/** The glob of the last of them. */
	readonly glob: string;
}

/**
 * What the last entries whose glob matches say, so that one file can be told apart below the rule for its folder. Nothing of what another
 * file says of it is left where the configuration says something.
 */
export function findDialectOverride(path: WorkspacePath, overrides: DialectOverrides): DialectOverride | undefined {
	let found: DialectOverride | undefined;
	for (const [glob, said] of Object.entries(overrides)) {
		if (!concerns(glob, said, path)) continue;
		const earlier = found?.by === undefined ? found : undefined;
		const {
			dialect = earlier?.dialect,
			template = earlier?.template,
			by,
		}: FileReading = typeof said === 'string' ? { dialect: said } : said;
		found = { glob, dialect, template, by };
	}
	return found;
}

/** What is said of a whole file is not said of a prompt inside it, except that the file is none of ours. */
function concerns(glob: string, said: DialectOverrides[string], path: WorkspacePath): boolean {
	const place = openPlacePath(path);
	const [fileGlob, at] = splitPlaceGlob(glob);
	if (place === undefined) return at === undefined && matchesGlob(path, glob);
	return matchesGlob(place.file, fileGlob) && (at === undefined ? said === 'none' : namesPlace(at, place.at));
}

/** True for a file that the configuration says is no prompt and nothing else to look at: `none`. */
export function isExcluded(path: WorkspacePath, overrides: DialectOverrides): boolean {
	return findDialectOverride(path, overrides)?.dialect === 'none';
}
