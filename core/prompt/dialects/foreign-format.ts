import type { WorkspacePath } from '../../ports.ts';
import { frontMatterKeys, splitFrontMatter } from '../split-front-matter.ts';

/** Keys of our front matter that no other tool uses with the same meaning. */
const ownKeys: readonly string[] = ['inputs', 'parameters', 'changelog'];

interface ForeignFormat {
	readonly title: string;
	matches(file: {
		readonly path: WorkspacePath;
		readonly keys: ReadonlySet<string>;
		readonly yaml: string;
		readonly body: string;
	}): boolean;
}

const foreignFormats: readonly ForeignFormat[] = [
	{
		title: 'dotprompt or Handlebars',
		matches: ({ keys, body }) =>
			/\{\{\{?\s*(?:[#/>^!&]|role\s+["']|media\s|history\s*\}|else\s*\})/.test(body) ||
			(hasAny(keys, ['input', 'config', 'variant']) && !hasAny(keys, ownKeys)),
	},
	{
		title: 'Prompty',
		matches: ({ keys, yaml, path }) =>
			path.endsWith('.prompty') ||
			/^model:[ \t]*\r?\n[ \t]+(?:api|id|provider|configuration|connection|options):/m.test(yaml) ||
			keys.has('sample'),
	},
	{ title: 'Semantic Kernel', matches: ({ body }) => /\{\{\s*\$[A-Za-z_]/.test(body) },
	{
		title: 'VS Code prompt file',
		matches: ({ keys, path }) =>
			(/\.(?:prompt|instructions|chatmode|agent)\.md$/.test(path) && !keys.has('version') && !hasAny(keys, ownKeys)) ||
			(hasAny(keys, ['mode', 'agent', 'applyTo', 'argument-hint']) && !hasAny(keys, ownKeys)),
	},
];

/**
 * The tool whose prompt format a file clearly is, undefined when none stands out. Such files are left alone: findings about
 * a format that is not understood would all be wrong.
 */
export function recogniseForeignFormat(path: WorkspacePath, text: string): string | undefined {
	const place = splitFrontMatter(text);
	const file = {
		path,
		keys: place === undefined ? new Set<string>() : frontMatterKeys(text, place),
		yaml: place === undefined ? '' : text.slice(place.yaml.start, place.yaml.end),
		body: text.slice(place?.bodyStart ?? 0),
	};
	return foreignFormats.find(format => format.matches(file))?.title;
}

function hasAny(keys: ReadonlySet<string>, wanted: readonly string[]): boolean {
	return wanted.some(key => keys.has(key));
}
