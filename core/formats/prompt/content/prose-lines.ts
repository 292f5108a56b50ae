import type { TextRange } from '../../../base/text/text-range.ts';
import { findExampleSections } from './example-sections.ts';
import { findCodeFences } from './find-code-fences.ts';
import { literalTexts } from '../literal-text.ts';
import type { Prompt } from '../prompt.ts';
import type { Role } from '../../../../templates/api.ts';

/** One line of a message that tells the model something. */
export interface ProseLine {
	/** The line as written, tags included, white space around it left out. */
	readonly text: string;
	readonly range: TextRange;
	readonly role: Role;
	/** Which of the prompts of the file it belongs to, from 0: promptfoo lists several, of which a model sees one at a time. */
	readonly alternative: number;
	/** How far it is indented, a tab counted as four columns. */
	readonly indent: number;
	/** True when it starts inside of a block of the template, and may be left out or be there several times. */
	readonly isConditional: boolean;
}

/** The lines of all messages that are instructions: code blocks, examples and what the model is shown to have said are left out. */
export function proseLines(prompt: Prompt): readonly ProseLine[] {
	const { text, messages } = prompt;
	const conditional = literalTexts(prompt).filter(({ isConditional }) => isConditional);
	const isConditionalAt = rangeReader(conditional.map(({ range }) => range));
	return messages
		.map((message, index) => ({ ...message, alternative: prompt.dialect === 'promptfoo' ? index : 0 }))
		.filter(({ role }) => role === 'system' || role === 'user')
		.flatMap(({ role, range, alternative }) => {
			const isLeftOut = rangeReader(
				[...findCodeFences(text, range), ...findExampleSections(text, range)].toSorted((one, other) => one.start - other.start),
			);
			return [...text.slice(range.start, range.end).matchAll(/[^\r\n]+/g)].flatMap(match => {
				const line = trimmed(match[0], range.start + match.index);
				if (line.text === '' || isLeftOut(line.range.start)) return [];
				return [{ ...line, role, alternative, isConditional: isConditionalAt(line.range.start) }];
			});
		});
}

/** To be asked for offsets in rising order, so that a long prompt is walked once. `ranges` are sorted by their start. */
function rangeReader(ranges: readonly TextRange[]): (offset: number) => boolean {
	let next = 0;
	return offset => {
		while ((ranges[next]?.end ?? Infinity) <= offset) next++;
		return (ranges[next]?.start ?? Infinity) <= offset;
	};
}

function trimmed(line: string, offset: number): Pick<ProseLine, 'text' | 'range' | 'indent'> {
	const text = line.trim();
	const space = line.slice(0, line.length - line.trimStart().length);
	const start = offset + space.length;
	return { text, range: { start, end: start + text.length }, indent: space.replaceAll('\t', '    ').length };
}
