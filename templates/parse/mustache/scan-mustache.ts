import type { Problem } from '../../text/problem.ts';
import type { TextRange } from '../../text/text-range.ts';
import { NamedBlocks } from '../../tree/named-blocks.ts';
import { namePath } from '../../tree/name-path.ts';
import type { Expression, TagNode, TemplateNode, TemplateReference } from '../../tree/template-tree.ts';
import { readTag } from './read-tag.ts';
import type { Delimiters, MustacheTag } from './read-tag.ts';

/** A template as it stands, before its names are bound. */
export interface MustacheProgram {
	readonly nodes: readonly TemplateNode[];
	readonly problems: readonly Problem[];
	readonly references: readonly TemplateReference[];
	/** How each output and tag is written. */
	readonly tags: ReadonlyMap<TemplateNode, MustacheTag>;
	/** Sections that are printed when the value is absent or empty, and hence change no context. */
	readonly invertedTags: ReadonlySet<TagNode>;
	/** Tags and outputs with a problem, whose names are not certain. */
	readonly brokenNodes: ReadonlySet<TemplateNode>;
}

/** Cuts `text` from `range.start` to its end into text and tags, and sorts the tags into sections. */
export function scanMustache(text: string, range: TextRange): MustacheProgram {
	return new TemplateScanner(text, range).scan();
}

class TemplateScanner {
	readonly #text: string;
	readonly #range: TextRange;
	readonly #blocks: NamedBlocks;
	readonly #references: TemplateReference[] = [];
	readonly #tags = new Map<TemplateNode, MustacheTag>();
	readonly #invertedTags = new Set<TagNode>();
	readonly #brokenNodes = new Set<TemplateNode>();
	#delimiters: Delimiters = { open: '{{', close: '}}' };
	#hasRefusedInheritance = false;
	/** The names that end tags may have; looked for once, and only when it matters. */
	#endedNames: ReadonlySet<string> | undefined;

	constructor(text: string, range: TextRange) {
		this.#text = text;
		this.#range = range;
		this.#blocks = new NamedBlocks(range);
	}

	scan(): MustacheProgram {
		let start = this.#text.indexOf(this.#delimiters.open, this.#range.start);
		while (start !== -1) {
			const tag = readTag(this.#text, start, this.#delimiters);
			if (this.#isInheritance(tag)) this.#openInheritance(tag);
			else this.#addTag(checked(tag));
			start = this.#text.indexOf(this.#delimiters.open, tag.range.end);
		}
		const references = this.#references;
		const tags = this.#tags;
		const invertedTags = this.#invertedTags;
		const brokenNodes = this.#brokenNodes;
		const nodes = this.#blocks.finish();
		return { nodes, problems: this.#blocks.problems, references, tags, invertedTags, brokenNodes };
	}

	#addTag(tag: MustacheTag): void {
		const { sign, range, contentRange, content, problem } = tag;
		if (problem !== undefined) this.#blocks.problems.push(problem);
		if (sign === '' || sign === '&' || sign === '{')
			this.#blocks.add(this.#keep({ kind: 'output', range, expression: nameOf(tag) }, tag));
		else if (sign === '!')
			this.#blocks.add(problem === undefined ? { kind: 'comment', range, contentRange } : { kind: 'error', range });
		else if (sign === '#' || sign === '^') this.#openSection(tag);
		else if (sign === '/')
			this.#blocks.closeBlock(this.#keep(tagNode(tag), tag), { key: content, opening: '', closing: `{{/${content}}}` });
		else this.#addStatement(tag);
	}

	#openSection(tag: MustacheTag): void {
		const { sign, content } = tag;
		const node = this.#keep(tagNode(tag), tag);
		if (sign === '^') this.#invertedTags.add(node);
		this.#blocks.openBlock(node, { key: content, opening: `{{${sign}${content}}}`, closing: `{{/${content}}}` });
	}

	/** `{{<parent}}` or `{{$block}}` with an end tag; without one it is a name, such as `$schema`. */
	#isInheritance({ sign, content, problem }: MustacheTag): boolean {
		if (sign !== '' || problem !== undefined || !/^[<$]\s*[^\s<$]/.test(content)) return false;
		this.#endedNames ??= new Set(Array.from(this.#text.matchAll(/\/\s*([^\s{}/]+)/g), ([, name = '']) => name));
		return this.#endedNames.has(inheritedName(content));
	}

	/** The blocks are kept as a tree, so that their end tags are no mistakes of their own. The first tag says that no host has them. */
	#openInheritance(tag: MustacheTag): void {
		const { content, contentRange, range } = tag;
		const name = inheritedName(content);
		const keywordRange = { start: contentRange.end - name.length, end: contentRange.end };
		const problem = { code: 'template-syntax-error', message: refusalOfInheritance(content), range: contentRange };
		if (!this.#hasRefusedInheritance) this.#blocks.problems.push(problem);
		this.#hasRefusedInheritance = true;
		if (content.startsWith('<')) this.#references.push({ kind: 'extends', target: name, range: keywordRange });
		const node = this.#keep({ kind: 'tag', range, keyword: name, keywordRange, expressions: [] } as const, { ...tag, problem });
		this.#blocks.openBlock(node, { key: name, opening: `{{${content}}}`, closing: `{{/${name}}}` });
	}

	/** A partial or a change of delimiters. */
	#addStatement(tag: MustacheTag): void {
		const { sign, content, contentRange, problem } = tag;
		this.#blocks.add(this.#keep(tagNode(tag), tag));
		if (problem !== undefined) return;
		if (sign === '=') this.#changeDelimiters(content);
		else this.#references.push({ kind: 'partial', target: content, range: contentRange });
	}

	#changeDelimiters(content: string): void {
		const [open, close] = content.split(/\s+/);
		if (open !== undefined && close !== undefined) this.#delimiters = { open, close };
	}

	#keep<Node extends TemplateNode>(node: Node, tag: MustacheTag): Node {
		this.#tags.set(node, tag);
		if (tag.problem !== undefined || this.#blocks.isFlattened) this.#brokenNodes.add(node);
		return node;
	}
}

/** The word of a section is its name; that of the other tags is their sign. */
function tagNode(tag: MustacheTag): TagNode {
	const { sign, range, content, contentRange } = tag;
	const isSection = sign === '#' || sign === '^';
	if (isSection || sign === '/') {
		return { kind: 'tag', range, keyword: content, keywordRange: contentRange, expressions: isSection ? [nameOf(tag)] : [] };
	}
	return { kind: 'tag', range, keyword: '', keywordRange: { start: contentRange.start, end: contentRange.start }, expressions: [] };
}

function nameOf({ content, contentRange: range }: MustacheTag): Expression {
	if (content === '.') return { kind: 'name', range, name: content };
	return isName(content) ? namePath(content, range.start) : { kind: 'missing', range };
}

const dottedName = /^[^\s.]+(?:\.[^\s.]+)*$/;

function isName(content: string): boolean {
	return dottedName.test(content);
}

/** `tag` with a problem if its content is none that Mustache understands. */
function checked(tag: MustacheTag): MustacheTag {
	const { sign, content, contentRange, range, problem } = tag;
	if (problem !== undefined || sign === '!') return tag;
	if (content === '') {
		const message = 'This tag is empty, so Mustache prints nothing. Write the name of a value, or remove the tag.';
		return { ...tag, problem: { code: 'empty-expression', message, range } };
	}
	const complaint = complaintAbout(sign, content);
	if (complaint === undefined) return tag;
	return { ...tag, problem: { code: 'template-syntax-error', message: complaint, range: contentRange } };
}

function complaintAbout(sign: MustacheTag['sign'], content: string): string | undefined {
	if (sign === '>') return undefined;
	if (sign === '=') {
		if (/^[^\s=]+\s+[^\s=]+$/.test(content)) return undefined;
		return 'A delimiter change needs two delimiters with a space between. Write it as `{{=<% %>=}}`.';
	}
	if (content.startsWith('<')) return refusalOfInheritance(content);
	if (content === '.' || isName(content)) return undefined;
	return `Mustache has no helpers and reads all of \`${content}\` as one name. Write only the name of a value.`;
}

function inheritedName(content: string): string {
	return content.slice(1).trimStart();
}

/** Inheritance is an optional module of the specification, and the libraries that prompts are rendered with leave it out. */
function refusalOfInheritance(content: string): string {
	const advice = content.startsWith('<') ? `Write \`{{> ${inheritedName(content)}}}\`` : `Write \`{{${inheritedName(content)}}}\``;
	return `\`${content}\` is inheritance, which mustache.js and chevron do not support, so LangChain and Prompty read it as a name. ${advice} and pass what differs as inputs.`;
}
