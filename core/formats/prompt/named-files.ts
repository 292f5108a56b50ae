import type { TextRange } from '../../base/text/text-range.ts';
import type { FileReading } from './dialects/parts/dialect-overrides.ts';
import { promptfooFiles } from './dialects/parts/promptfoo-files.ts';
import { textAt } from './dialects/parts/located-data.ts';
import type { Prompt } from './prompt.ts';
import { templateNames } from './template-name.ts';

/** A file that holds texts of a prompt, by what another file says. */
export interface NamedFile {
	/** As written, relative to the file that names it. It may be a glob. */
	readonly target: string;
	/** The target in the file that names it. */
	readonly range: TextRange;
	/** What its text is in. */
	readonly reading: FileReading;
}

/** The files that the file of a prompt names for its texts. Formats of which none is known to do that name none. */
export function namedFiles({ dialect, frontMatter }: Pick<Prompt, 'dialect' | 'frontMatter'>): readonly NamedFile[] {
	if (frontMatter === undefined) return [];
	if (dialect === 'promptfoo') return promptfooFiles(frontMatter).map(file => ({ ...file, reading: { dialect: 'promptfoo' } }));
	if (dialect !== 'langchain') return [];
	const format = textAt(frontMatter, ['template_format'])?.value ?? 'f-string';
	const template = templateNames.find(name => name === format);
	return ['template_path', 'prefix_path', 'suffix_path'].flatMap(key => {
		const path = textAt(frontMatter, [key]);
		return path === undefined || template === undefined ? [] : [{ target: path.value, range: path.range, reading: { template } }];
	});
}
