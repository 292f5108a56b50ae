import { findCodeFences } from '../../../core/formats/prompt/content/find-code-fences.ts';
import { literalTexts } from '../../../core/formats/prompt/literal-text.ts';
import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import { rangeFinder } from '../../../core/base/text/range-finder.ts';
import { nearestWord } from '../../../core/base/text/nearest-word.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { Finding, PromptRule } from '../rule.ts';

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
		for (const ranges of readTogether(prompt)) {
			const tags = ranges.flatMap(range => tagsIn(prompt.text, range));
			const inBlocks = new Set(tags.filter(({ range }) => blockAt(range.start) !== undefined).map(({ name }) => name));
			yield* judge(
				tags.filter(({ name }) => !inBlocks.has(name)),
				prompt,
			);
		}
	},
};

/** A section may hold a conversation, so that it ends in a later message. promptfoo lists prompts of which a model reads one. */
function readTogether({ messages, dialect }: Prompt): readonly (readonly TextRange[])[] {
	const ranges = messages.map(({ range }) => range);
	return dialect === 'promptfoo' ? ranges.map(range => [range]) : [ranges];
}

interface Tag {
	readonly name: string;
	readonly isClosing: boolean;
	readonly range: TextRange;
	/** True for a tag that is alone on its line: it can only be the edge of a section. Others may be named in a sentence. */
	readonly isEdge: boolean;
	/** True in a code block, where tags are content. What a fence within a fence leaves open can still be an end of a section. */
	readonly isCode: boolean;
	/** The message it is in. */
	readonly message: TextRange;
}

/** Whatever opens or closes: `<rules>`, `<rules kind="long">`, `<function=name>`, `</rules>`. */
function tagsIn(text: string, message: TextRange): readonly Tag[] {
	const fenceAt = rangeFinder(findCodeFences(text, message).map(range => ({ range })));
	return [...text.slice(message.start, message.end).matchAll(/<(\/?)([a-z][\w-]{0,60})(?:[\s=][^<>]{0,200})?>/g)].flatMap(match => {
		const [written, slash, name = ''] = match;
		const range = { start: message.start + match.index, end: message.start + match.index + written.length };
		if (written.endsWith('/>') || voidTags.has(name)) return [];
		const isCode = fenceAt(range.start) !== undefined;
		return [{ name, isClosing: slash === '/', range, isEdge: standsAlone(text, range), isCode, message }];
	});
}

const voidTags: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'input', 'meta', 'link', 'p', 'li', 'td', 'tr', 'th', 'option', 'col']);

function standsAlone(text: string, { start, end }: TextRange): boolean {
	// Nobody indents further; a line of 300,000 characters must not be walked for each tag on it.
	const before = /(?:^|\n)([^\n]*)$/.exec(text.slice(Math.max(0, start - 200), start))?.[1] ?? '';
	return before.trim() === '' && /^[ \t]*(?:\r?\n|$)/.test(text.slice(end, end + 200));
}

/** By name, since a section within another is none of that one’s business. */
function* judge(tags: readonly Tag[], prompt: Prompt): Iterable<Finding> {
	const byName = Map.groupBy(tags, ({ name }) => name);
	const unclosed = [...byName.values()].flatMap(inAnyReading(neverClosed));
	const names = unclosed.map(({ name }) => name);
	for (const tag of [...byName.values()].flatMap(inAnyReading(neverOpened))) {
		const meant = nearestWord(tag.name, names);
		const other = unclosed.find(({ name, range }) => name === meant && range.start < tag.range.start);
		yield {
			range: tag.range,
			message: `“</${tag.name}>” closes a section that was never opened, so a model cannot tell what belongs to it. Open it, or correct the name.`,
			...(other === undefined
				? {}
				: { related: [{ path: prompt.path, range: other.range, message: `“<${other.name}>” is still open here.` }] }),
		};
	}
	for (const tag of unclosed) {
		const isKnown = byName.get(tag.name)?.some(({ isClosing }) => isClosing) === true;
		if (!isKnown || isLeftToModel(tag, prompt.text)) continue;
		yield { range: tag.range, message: `“<${tag.name}>” is never closed, so everything after it belongs to it. Close it.` };
	}
}

/** What is wrong whether or not the tags in code blocks count. */
function inAnyReading(find: (tags: readonly Tag[]) => readonly Tag[]): (tags: readonly Tag[]) => readonly Tag[] {
	return tags => {
		const withCode = new Set(find(tags));
		return find(tags.filter(({ isCode }) => !isCode)).filter(tag => withCode.has(tag));
	};
}

/** Closing tags on lines of their own before which no such tag is open, in whatever form. */
function neverOpened(tags: readonly Tag[]): readonly Tag[] {
	let open = 0;
	return tags.filter(({ isClosing, isEdge }) => {
		open += isClosing ? -1 : 1;
		const isOrphan = open < 0;
		open = Math.max(open, 0);
		return isOrphan && isEdge;
	});
}

/** Opening tags on lines of their own with no such closing tag behind them before the next one opens. */
function neverClosed(tags: readonly Tag[]): readonly Tag[] {
	const edges = tags.filter(({ isClosing, isEdge }) => isEdge || isClosing);
	const last = edges.findLastIndex(({ isClosing }) => isClosing);
	return edges.filter((tag, index) => !tag.isClosing && index > last);
}

/** The last section of a prompt that ends within it is the one that the model goes on with. */
function isLeftToModel({ range, message }: Tag, text: string): boolean {
	return message.end - range.end < 400 && !/\n[ \t]*\n/.test(text.slice(range.end, message.end).trimEnd());
}
