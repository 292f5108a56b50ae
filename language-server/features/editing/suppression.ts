import type { TextRange } from '../../../core/base/text/text-range.ts';
import { touches } from '../../../core/base/text/text-range.ts';
import type { SuppressionWish } from './suppression-wish.ts';
import { isReadWithPrompts } from '../../documents/parsed-document.ts';
import type { ParsedDocument } from '../../documents/parsed-document.ts';
import type { TextEdit } from '../../documents/text-edit.ts';
import { isJson } from '../../rules/suppression-comments.ts';
import { readSuppressions } from '../../rules/suppressions.ts';
import { yamlOf } from '../yaml-of.ts';

type CommentableDocument = Exclude<ParsedDocument, { kind: 'text' | 'unreadable' }>;

/**
 * The comment that silences a rule, at the end of the line of a finding or at the top of the file. It is tried out: undefined
 * when it would not work or would change what the document says, as inside a tag, a raw region, or a block of YAML text.
 */
export function suppressionAt(
	document: ParsedDocument,
	{ rule, offset, scope }: SuppressionWish,
	parse: (text: string) => ParsedDocument | undefined,
): TextEdit | undefined {
	if (document.kind === 'unreadable' || document.kind === 'text') return undefined;
	const { text } = document.value;
	const edit = scope === 'line' ? lineComment(document, rule, offset) : fileComment(document, rule);
	if (edit === undefined) return undefined;
	const tried = parse(`${text.slice(0, edit.range.start)}${edit.newText}${text.slice(edit.range.end)}`);
	const place = offset < edit.range.start || scope === 'line' ? offset : offset + edit.newText.length;
	const works = tried !== undefined && readSuppressions(tried).find(rule, place).length > 0;
	return works && meaningOf(tried) === meaningOf(document) ? edit : undefined;
}

function lineComment(document: CommentableDocument, rule: string, offset: number): TextEdit | undefined {
	// JSON has no comment that could stand behind a value.
	if (isJson(document)) return undefined;
	const { text } = document.value;
	const lineEnd = offset + (/[^\r\n]*/.exec(text.slice(offset))?.[0].length ?? 0);
	const words = `stagemark-ignore ${rule}`;
	return insertion(lineEnd, isInYaml(document, offset) ? ` # ${words}` : templateComment(document, words));
}

function fileComment(document: CommentableDocument, rule: string): TextEdit | undefined {
	const { text } = document.value;
	const words = `stagemark-ignore-file ${rule}`;
	const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
	if (isJson(document)) {
		const key = ['//', '//2', '//3', '//4'].find(candidate => !text.includes(`"${candidate}"`));
		return key === undefined ? undefined : insertion(text.indexOf('{') + 1, `${lineEnd}  "${key}": "${words}",`);
	}
	const yamlStart = yamlOf(document)?.offset;
	if (yamlStart !== undefined) return insertion(yamlStart, `# ${words}${lineEnd}`);
	return insertion(text.startsWith('\uFEFF') ? 1 : 0, wholeLineComment(document, words, lineEnd));
}

function isInYaml(document: CommentableDocument, offset: number): boolean {
	if (document.kind === 'model') return offset <= document.value.yaml.offset + document.value.yaml.text.length;
	if (document.kind !== 'prompt') return true;
	const { frontMatter, messages } = document.value;
	const isInData = frontMatter !== undefined && offset <= frontMatter.offset + frontMatter.text.length;
	return isInData && !messages.some(({ range }) => touches(range, offset));
}

/** A comment in the language of the template; for a language without comments one that will turn out not to work. */
function templateComment(document: CommentableDocument, words: string): string {
	return hasMustacheComments(document) ? `{{! ${words} }}` : `{# ${words} #}`;
}

/** A line that leaves no empty one behind: Jinja is told so, Handlebars and Mustache drop a line with a comment alone. */
function wholeLineComment(document: CommentableDocument, words: string, lineEnd: string): string {
	return (hasMustacheComments(document) ? `{{! ${words} }}` : `{# ${words} -#}`) + lineEnd;
}

function hasMustacheComments(document: CommentableDocument): boolean {
	const language = document.kind === 'prompt' ? document.value.template.language : 'jinja2';
	return language === 'handlebars' || language === 'mustache';
}

/** What the document says apart from its comments, to be compared. */
function meaningOf(document: ParsedDocument): string {
	if (isReadWithPrompts(document)) return codesOf(document);
	switch (document.kind) {
		case 'prompt': {
			const { frontMatter, template, problems } = document.value;
			const places = template.nodes.filter(({ kind }) => kind !== 'comment' && kind !== 'text').map(({ kind }) => kind);
			return JSON.stringify([withoutComments(frontMatter?.value), places, problems.map(({ code }) => code)]);
		}
		case 'embedding':
		case 'experiment':
		case 'model':
		case 'pipeline':
		case 'registry':
			return JSON.stringify([document.value.yaml.value, document.value.problems.map(({ code }) => code)]);
		case 'config':
		case 'text':
		case 'unreadable':
			return codesOf(document);
	}
}

/** The codes of what the parser found; none for a file without text. */
function codesOf(document: ParsedDocument): string {
	return JSON.stringify('problems' in document.value ? document.value.problems.map(({ code }) => code) : []);
}

/** In JSON a comment is a property. */
function withoutComments(data: unknown): unknown {
	if (typeof data !== 'object' || data === null || Array.isArray(data)) return data;
	return Object.fromEntries(Object.entries(data).filter(([key]) => !/^\/\/\d*$/.test(key)));
}

function insertion(offset: number, newText: string): TextEdit {
	const range: TextRange = { start: offset, end: offset };
	return { range, newText };
}
