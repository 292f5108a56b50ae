import type { TextRange } from '../../base/text/text-range.ts';
import type { Prompt } from './prompt.ts';

/** Where to show what is true of a prompt as a whole: at its model, its name or version, or the first line of its text. */
export function headRange({ model, name, version, messages, text }: Prompt): TextRange {
	if (model !== undefined) return model.range;
	if (name.source === 'front-matter') return name.range;
	if (version?.source === 'front-matter') return version.range;
	const start = messages[0]?.range.start ?? 0;
	const line = /^[^\r\n]*/.exec(text.slice(start, messages[0]?.range.end))?.[0] ?? '';
	return { start, end: start + line.length };
}
