import type { Prompt } from '../../core/formats/prompt/prompt.ts';
import type { TextRange } from '../../core/base/text/text-range.ts';

/** The front matter with its two lines `---`. Undefined for a file without, and for one that is YAML or JSON as a whole. */
export function frontMatterRange({ text, frontMatter, template }: Prompt): TextRange | undefined {
	if (frontMatter === undefined || template.range.start < frontMatter.offset + frontMatter.text.length) return undefined;
	const start = text.lastIndexOf('---', frontMatter.offset - 3);
	if (start === -1) return undefined;
	const yamlEnd = frontMatter.offset + frontMatter.text.length;
	return { start, end: text.startsWith('---', yamlEnd) ? yamlEnd + 3 : yamlEnd };
}
