import type { SourceFile } from '../../import-source.ts';

/** The texts of artifacts that may be the prompt of the run, at most ten of at most 100 KB each. */
export async function promptTextsOf(artifacts: readonly SourceFile[]): Promise<readonly string[]> {
	const candidates = artifacts.filter(({ path, byteCount }) => byteCount <= byteLimit && isPromptName(path)).slice(0, countLimit);
	const contents = await Promise.all(candidates.map(({ file }) => file.read()));
	return contents.flatMap(content => (content.kind === 'text' ? [content.text] : []));
}

const byteLimit = 100 * 1024;
const countLimit = 10;

function isPromptName(path: string): boolean {
	return /\.(?:j2|jinja2?|hbs|mustache|njk|prompt|prompty|txt|md|ya?ml)$/i.test(path) || /prompt/i.test(path);
}
