import type { WorkspacePath } from '../../ports/file-store.ts';

export const attributesPath: WorkspacePath = '.gitattributes';

/** Records are compared by their bytes, so their line ends must be the same on every machine. */
const wanted: readonly (readonly [pattern: string, attributes: string])[] = [
	['experiments/**/run.json', 'text eol=lf linguist-generated'],
	['experiments/**/samples.jsonl', 'text eol=lf'],
	['registry/**/*.yaml', 'text eol=lf merge=stagemark-registry'],
];

/** `.gitattributes` with the lines at its end that Stagemark needs; undefined when it has a line for each already. */
export function missingAttributes(text: string | undefined): string | undefined {
	const patterns = new Set((text ?? '').split(/\r?\n/).map(line => line.trim().split(/\s/, 1)[0]));
	const lines = wanted.filter(([pattern]) => !patterns.has(pattern)).map(([pattern, attributes]) => `${pattern} ${attributes}`);
	if (lines.length === 0) return undefined;
	const lineEnd = text?.includes('\r\n') === true ? '\r\n' : '\n';
	const before = text === undefined || text === '' ? '' : `${text}${text.endsWith('\n') ? '' : lineEnd}`;
	return `${before}${lines.map(line => `${line}${lineEnd}`).join('')}`;
}
