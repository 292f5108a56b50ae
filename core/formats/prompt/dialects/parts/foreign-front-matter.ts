import { nearestWord } from '../../../../base/text/nearest-word.ts';
import { frontMatterSchema } from '../../front-matter.ts';
import { hasAnyKey, isNamedAsJinja } from '../candidate-file.ts';
import type { CandidateFile } from '../candidate-file.ts';

/**
 * True for front matter that another tool reads: it has no key that only ours has, and either a key that is far from all of ours or a
 * name that no reference can hold. A slip in one of our keys is near to it and leaves the file ours.
 */
export function hasForeignFrontMatter(file: CandidateFile): boolean {
	if (file.form !== 'front-matter' || hasAnyKey(file, ownKeys)) return false;
	return [...file.keys].some(isForeign) || (!isNamedAsJinja(file) && nameInWords.test(file.data));
}

/** Keys that our front matter has and that of other tools has not. */
const ownKeys: readonly string[] = ['inputs', 'parameters', 'output', 'changelog', 'template', 'template_format'];

const knownKeys = Object.keys(frontMatterSchema.shape);

function isForeign(key: string): boolean {
	const isForAnyTool = key === 'ext' || key === 'metadata' || key.startsWith('x-');
	return !isForAnyTool && !knownKeys.includes(key) && nearestWord(key, knownKeys) === undefined;
}

/** A name of several words, such as `name: Code Reviewer`. */
const nameInWords = /^name:[ \t]*["']?[^\s"'#]+[ \t]+[^\s"'#]/m;
