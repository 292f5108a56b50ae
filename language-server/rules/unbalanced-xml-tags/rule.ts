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
		for (const message of prompt.messages) {
			const tags = tagsIn(prompt.text, message.range);
			const inBlocks = new Set(tags.filter(({ range }) => blockAt(range.start) !== undefined).map(({ name }) => name));
			yield* judge(
				tags.filter(({ name }) => !inBlocks.has(name)),
				prompt,
				message.range,
			);
		}
	},
};

interface Tag {
	readonly name: string;
	readonly isClosing: boolean;
	readonly range: TextRange;
	/** True for a tag that is alone on its line: it can only be the edge of a section. Others may be named in a sentence. */
	readonly isEdge: boolean;
}

/** Whatever opens or closes: `<rules>`, `<rules kind="long">`, `<function=name>`, `</rules>`. Code is left out. */
function tagsIn(text: string, message: TextRange): readonly Tag[] {
	const fenceAt = rangeFinder(findCodeFences(text, message).map(range => ({ range })));
	return [...text.slice(message.start, message.end).matchAll(/<(\/?)([a-z][\w-]{0,60})(?:[\s=][^<>]{0,200})?>/g)].flatMap(match => {
		const [written, slash, name = ''] = match;
		const range = { start: message.start + match.index, end: message.start + match.index + written.length };
		if (written.endsWith('/>') || voidTags.has(name) || fenceAt(range.start) !== undefined) return [];
		return [{ name, isClosing: slash === '/', range, isEdge: standsAlone(text, range) }];
	});
}

const voidTags: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'input', 'meta', 'link', 'p', 'li', 'td', 'tr', 'th', 'option', 'col']);

function standsAlone(text: string, { start, end }: TextRange): boolean {
	// Nobody indents further; a line of 300,000 characters must not be walked for each tag on it.
	const before = /(?:^|\n)([^\n]*)$/.exec(text.slice(Math.max(0, start - 200), start))?.[1] ?? '';
	return before.trim() === '' && /^[ \t]*(?:\r?\n|$)/.test(text.slice(end, end + 200));
}

/** By name, since a section within another is none of that one’s business. */
function* judge(tags: readonly Tag[], prompt: Prompt, message: TextRange): Iterable<Finding> {
	const byName = Map.groupBy(tags, ({ name }) => name);
	const unclosed = [...byName.values()].flatMap(neverClosed);
	const names = unclosed.map(({ name }) => name);
	for (const tag of [...byName.values()].flatMap(neverOpened)) {
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
		if (!isKnown || isLeftToModel(tag, prompt.text, message)) continue;
		yield { range: tag.range, message: `“<${tag.name}>” is never closed, so everything after it belongs to it. Close it.` };
	}
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
	return edges.filter((tag, index) => !tag.isClosing && edges.slice(index + 1).every(({ isClosing }) => !isClosing));
}

/** The last section of a prompt that ends within it is the one that the model goes on with. */
function isLeftToModel({ range }: Tag, text: string, message: TextRange): boolean {
	return message.end - range.end < 400 && !/\n[ \t]*\n/.test(text.slice(range.end, message.end).trimEnd());
}
