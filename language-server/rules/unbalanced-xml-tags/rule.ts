import { findCodeFences } from '../../../core/formats/prompt/content/find-code-fences.ts';
import { literalTexts } from '../../../core/formats/prompt/literal-text.ts';
import { rangeFinder } from '../../../core/base/text/range-finder.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { PromptRule } from '../rule.ts';

export const unbalancedXmlTags: PromptRule = {
	id: 'unbalanced-xml-tags',
	appliesTo: 'prompt',
	summary: 'a closing tag for a section that was never opened, or an opening tag that is never closed.',
	severity: 'warning',
	group: 'quality',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: true,
	source: 'The checks of Visual Studio Code’s prompt analyzer and of Mukunda’s prompt-lint.',

	*check(prompt) {
		// What stands in a block of the template is there once, several times or not at all.
		const blockAt = rangeFinder(literalTexts(prompt).filter(({ isConditional }) => isConditional));
		for (const message of prompt.messages) {
			const tags = sectionTags(prompt.text, message.range, offset => blockAt(offset) !== undefined);
			for (const { tag, other } of unbalanced(tags)) {
				yield {
					range: tag.range,
					message: tag.isClosing
						? `“</${tag.name}>” closes a section that was never opened, so a model cannot tell what belongs to it. Open it, or correct the name.`
						: `“<${tag.name}>” is never closed, so everything after it belongs to it. Close it.`,
					...(other === undefined
						? {}
						: { related: [{ path: prompt.path, range: other.range, message: `“<${other.name}>” is still open here.` }] }),
				};
			}
		}
	},
};

interface SectionTag {
	readonly name: string;
	readonly isClosing: boolean;
	readonly range: TextRange;
}

/** Tags on lines of their own, and tags of the same names elsewhere, since a section may open on a line and close behind a word. */
function sectionTags(text: string, message: TextRange, isInBlock: (offset: number) => boolean): readonly SectionTag[] {
	const fenceAt = rangeFinder(findCodeFences(text, message).map(range => ({ range })));
	const tags = [...text.slice(message.start, message.end).matchAll(/<(\/?)([a-z][\w-]{0,60})(?:\s[^<>]{0,200})?>/g)].flatMap(match => {
		const range = { start: message.start + match.index, end: message.start + match.index + match[0].length };
		if (match[0].endsWith('/>') || voidTags.has(match[2] ?? '') || fenceAt(range.start) !== undefined) return [];
		return [{ name: match[2] ?? '', isClosing: match[1] === '/', range }];
	});
	const sections = new Set(tags.filter(({ range }) => standsAlone(text, range)).map(({ name }) => name));
	const inBlocks = new Set(tags.filter(({ range }) => isInBlock(range.start)).map(({ name }) => name));
	return tags.filter(({ name }) => sections.has(name) && !inBlocks.has(name));
}

const voidTags: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'input', 'meta', 'link', 'p', 'li', 'td', 'tr', 'th', 'option', 'col']);

function standsAlone(text: string, { start, end }: TextRange): boolean {
	// Nobody indents further; a line of 300,000 characters must not be walked for each tag on it.
	const before = /(?:^|\n)([^\n]*)$/.exec(text.slice(Math.max(0, start - 200), start))?.[1] ?? '';
	return before.trim() === '' && /^[ \t]*(?:\r?\n|$)/.test(text.slice(end, end + 200));
}

/** By name, since a section within another is none of that one’s business. */
function unbalanced(tags: readonly SectionTag[]): readonly { readonly tag: SectionTag; readonly other: SectionTag | undefined }[] {
	const open = new Map<string, SectionTag[]>();
	const closed = new Set(tags.filter(({ isClosing }) => isClosing).map(({ name }) => name));
	const orphans: SectionTag[] = [];
	for (const tag of tags) {
		const same = open.get(tag.name) ?? [];
		open.set(tag.name, same);
		if (!tag.isClosing) same.push(tag);
		else if (same.pop() === undefined) orphans.push(tag);
	}
	const left = [...open.values()].flat().toSorted((one, other) => one.range.start - other.range.start);
	const openBefore = lastBefore(left);
	return [
		...orphans.map(tag => ({ tag, other: openBefore(tag.range.start) })),
		...left.filter(({ name }) => closed.has(name)).map(tag => ({ tag, other: undefined })),
	];
}

/** The last of the tags that starts before an offset. To be asked for offsets in rising order. */
function lastBefore(tags: readonly SectionTag[]): (offset: number) => SectionTag | undefined {
	let next = 0;
	return offset => {
		while ((tags[next]?.range.start ?? Infinity) < offset) next++;
		return tags[next - 1];
	};
}
