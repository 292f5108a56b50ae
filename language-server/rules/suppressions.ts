import { linePositions } from '../../core/base/text/line-positions.ts';
import type { TextRange } from '../../core/base/text/text-range.ts';
import type { ParsedDocument } from '../documents/parsed-document.ts';
import type { SuppressedRule, Suppression } from './suppression.ts';
import { findComments } from './suppression-comments.ts';

/** The comments of one document that silence findings. */
export interface Suppressions {
	/** In order of appearance. */
	readonly list: readonly Suppression[];
	/** Everywhere that `rule` is silenced for a finding that starts at `offset`; empty when it is not. */
	find(rule: string, offset: number): readonly SuppressedRule[];
}

/**
 * Reads the comments that silence findings: `{# stagemark-ignore rule-a rule-b -- reason #}` in a template, `{{!-- … --}}` in
 * Handlebars and Mustache, `# …` in YAML, `"//": "…"` in JSON.
 *
 * - `stagemark-ignore` beside other text silences findings that start on its own line, alone on its line those of the next;
 * - `stagemark-ignore-start` silences findings up to the next `stagemark-ignore-end`, or to the end of the file;
 * - `stagemark-ignore-file` silences findings in all of the file, wherever it stands.
 *
 * Rules must be listed: a comment without a rule silences nothing.
 */
export function readSuppressions(document: ParsedDocument): Suppressions {
	const list = document.kind === 'unreadable' || !document.value.text.includes('stagemark-ignore') ? [] : readList(document);
	const lineOf = list.length === 0 ? () => 0 : lineReader(document);
	const byRule = entriesByRule(list);
	return {
		list,
		find(rule, offset) {
			const entries = byRule.get(rule);
			if (entries === undefined) return [];
			const line = lineOf(offset);
			const wide = entries.wide.filter(({ firstLine, lastLine }) => firstLine <= line && line <= lastLine).map(entry => entry.rule);
			return [...(entries.byLine.get(line) ?? []), ...wide];
		},
	};
}

interface RuleEntries {
	/** Those for one line: a generated file may have one on each. */
	readonly byLine: Map<number, SuppressedRule[]>;
	readonly wide: (Pick<Suppression, 'firstLine' | 'lastLine'> & { readonly rule: SuppressedRule })[];
}

function entriesByRule(list: readonly Suppression[]): ReadonlyMap<string, RuleEntries> {
	const found = new Map<string, RuleEntries>();
	for (const { rules, firstLine, lastLine } of list) {
		for (const rule of rules) {
			const entries = found.get(rule.name) ?? { byLine: new Map<number, SuppressedRule[]>(), wide: [] };
			found.set(rule.name, entries);
			if (firstLine !== lastLine) {
				entries.wide.push({ firstLine, lastLine, rule });
				continue;
			}
			const onLine = entries.byLine.get(firstLine) ?? [];
			onLine.push(rule);
			entries.byLine.set(firstLine, onLine);
		}
	}
	return found;
}

interface Directive {
	readonly word: 'line' | 'start' | 'end' | 'file';
	readonly range: TextRange;
	readonly rules: readonly SuppressedRule[];
	readonly hasReason: boolean;
}

function readList(document: Exclude<ParsedDocument, { kind: 'unreadable' }>): readonly Suppression[] {
	const { text } = document.value;
	const lineOf = lineReader(document);
	const directives = findComments(document).flatMap(({ range, contentRange }) => readDirective(text, range, contentRange));
	return directives.flatMap((directive, index): readonly Suppression[] => {
		const { word, range, rules, hasReason } = directive;
		const comment = { range, rules, hasReason, closing: undefined };
		if (word === 'end') return [];
		if (word === 'file') return [{ ...comment, scope: 'file', firstLine: 0, lastLine: Number.POSITIVE_INFINITY }];
		if (word === 'line') {
			const line = lineOf(range.end) + (standsAlone(text, range) ? 1 : 0);
			return [{ ...comment, scope: 'line', firstLine: line, lastLine: line }];
		}
		const closing = directives.slice(index + 1).find(other => other.word === 'end' && closes(other, directive))?.range;
		const lastLine = closing === undefined ? Number.POSITIVE_INFINITY : lineOf(closing.start);
		return [{ ...comment, scope: 'block', closing, firstLine: lineOf(range.start), lastLine }];
	});
}

/** An end that lists rules closes the blocks of those, one that lists none closes any. */
function closes(end: Directive, start: Directive): boolean {
	return end.rules.length === 0 || end.rules.some(({ name }) => start.rules.some(rule => rule.name === name));
}

function readDirective(text: string, range: TextRange, { start, end }: TextRange): readonly Directive[] {
	const match = /^(\s*stagemark-ignore(?:-(start|end|file))?)(?:\s|$)/.exec(text.slice(start, end));
	if (match === null) return [];
	const listStart = start + (match[1] ?? '').length;
	const [list = '', reason] = text.slice(listStart, end).split(/(?:^|\s)--(?:\s|$)/);
	const rules = Array.from(list.matchAll(/[^\s,]+/g), ({ index, 0: name }) => ({
		name,
		range: { start: listStart + index, end: listStart + index + name.length },
	})).filter(({ name }) => /^[a-z]+(?:-[a-z]+)*$/.test(name));
	return [{ word: wordOf(match[2]), range, rules, hasReason: reason !== undefined && reason.trim() !== '' }];
}

function wordOf(ending: string | undefined): Directive['word'] {
	return ending === 'start' || ending === 'end' || ending === 'file' ? ending : 'line';
}

function lineReader(document: ParsedDocument): (offset: number) => number {
	const positionAt = linePositions(document.kind === 'unreadable' ? '' : document.value.text);
	return offset => positionAt(offset).line;
}

function standsAlone(text: string, range: TextRange): boolean {
	const lineStart = Math.max(text.lastIndexOf('\n', range.start - 1), text.lastIndexOf('\r', range.start - 1)) + 1;
	const rest = /[^\r\n]*/.exec(text.slice(range.end))?.[0] ?? '';
	return text.slice(lineStart, range.start).trim() === '' && rest.trim() === '';
}
