import { Document, isNode, visit } from 'yaml';
import type { Problem } from '../problem.ts';
import type { TextRange } from '../text/text-range.ts';
import { findMergeConflict } from './find-merge-conflict.ts';
import { findUnquotedTemplates } from './find-unquoted-templates.ts';
import { maskTemplates } from './mask-templates.ts';
import type { MaskedText } from './mask-templates.ts';
import { readDocument } from './read-document.ts';
import { readYamlNodes } from './yaml-nodes.ts';
import { findPath, findRange } from './yaml-ranges.ts';
import type { YamlText } from './yaml-ranges.ts';
import type { YamlPath, YamlSource } from './yaml-source.ts';
import { describeSyntaxError, findExcessiveDepth } from './yaml-syntax-problem.ts';
import { yamlToData } from './yaml-to-data.ts';

/** How a YAML text is to be read. */
export interface ParseYamlOptions {
	/** Where the text starts in its file, 0 by default. Added to every range. */
	readonly offset?: number;
	/** Takes `{{ … }}` for text instead of a map in a map. Off by default. */
	readonly maskTemplates?: boolean;
	/** Code of syntax problems, `yaml-syntax-error` by default. */
	readonly problemCode?: string;
	/** Paths whose scalar is text as it is written, whatever it looks like: the version `2.10` is not the number 2.1. None by default. */
	readonly isText?: (path: YamlPath) => boolean;
}

/**
 * Parses YAML 1.2 that may be half written. Never throws: what cannot be read is missing from `value`, and `problems` says
 * why. Each text has at most one syntax problem, since one slip makes the parser stumble many times.
 */
export function parseYaml(text: string, options: ParseYamlOptions = {}): YamlSource {
	const { offset = 0, problemCode = 'yaml-syntax-error' } = options;
	const obstacle = findMergeConflict(text, offset) ?? findExcessiveDepth(text, problemCode, offset);
	if (obstacle !== undefined) return sourceOf({ text, offset }, new Document(null), { value: undefined, problems: [obstacle] });

	const masked = options.maskTemplates === true ? maskTemplates(text) : undefined;
	const document = readDocument(masked?.text ?? text);
	if (masked !== undefined) restoreTemplates(document, masked);
	const source = readSource(document, { text, offset }, problemCode, options.isText ?? (() => false));
	// Where tags are taken for text, an unquoted one is a trap for other readers and none for this one.
	return masked === undefined ? source : { ...source, isComplete: source.problems.every(({ code }) => harmless.includes(code)) };
}

const harmless: readonly string[] = ['duplicate-key', 'unquoted-template-in-yaml'];

function readSource(document: Document, source: YamlText, problemCode: string, isText: (path: YamlPath) => boolean): YamlSource {
	const { offset } = source;
	const nodes = readYamlNodes(document);
	const data = yamlToData(document, nodes, isText);
	const problems: Problem[] = [];
	const unquoted = findUnquotedTemplates(document, source);
	problems.push(...unquoted);
	const error = describeSyntaxError(document, source, problemCode);
	// What the parser stumbles over behind an unquoted tag is the tag.
	const isTold = unquoted.some(({ range }) => error !== undefined && range.start <= error.range.start);
	if (error !== undefined && !isTold) problems.push(error);
	for (const { key, node } of data.duplicateKeys) {
		problems.push({
			code: 'duplicate-key',
			message: `“${key}” appears twice here, and only the last one counts. Remove one of them.`,
			range: nodeRange(node, offset),
		});
	}
	if (data.refusedAlias !== undefined && error === undefined) {
		problems.push({
			code: problemCode,
			message: `The alias “*${data.refusedAlias.source}” contains itself, has no anchor or expands to too many values, so it is ignored. Write the value here instead.`,
			range: nodeRange(data.refusedAlias, offset),
		});
	}
	// Of a template tag without quotes it was said already that it is a map in a map.
	const refusedKey = data.refusedKeys.map(key => nodeRange(key, offset)).find(key => !unquoted.some(({ range }) => contains(range, key)));
	if (refusedKey !== undefined && error === undefined) {
		problems.push({
			code: problemCode,
			message:
				'A map or a list is used as a key here, which hardly any reader of YAML takes, so the entry is left out. Put quotes around it if it is meant as text.',
			range: refusedKey,
		});
	}
	problems.sort((left, right) => left.range.start - right.range.start);
	return sourceOf(source, document, { value: data.value ?? undefined, problems }, nodes);
}

function sourceOf(
	source: YamlText,
	document: Document,
	read: Pick<YamlSource, 'value' | 'problems'>,
	nodes = readYamlNodes(document),
): YamlSource {
	return {
		...source,
		...read,
		document,
		isComplete: read.problems.every(problem => problem.code === 'duplicate-key'),
		rangeOf: (path, part) => findRange(document, nodes, source, [path, part]),
		nodeAt: path => nodes.nodeAt(path),
		pathAt: offset => findPath(document, source, offset),
	};
}

function restoreTemplates(document: Document, masked: MaskedText): void {
	visit(document, {
		Scalar(_, scalar) {
			if (typeof scalar.value !== 'string' || !scalar.range) return;
			const written = masked.restore(scalar.value, scalar.range[0], scalar.range[1]);
			scalar.value = written;
			if (scalar.source !== undefined) scalar.source = written;
		},
	});
}

function nodeRange(node: unknown, offset: number): Problem['range'] {
	const range = isNode(node) ? node.range : undefined;
	return { start: offset + (range?.[0] ?? 0), end: offset + (range?.[1] ?? 0) };
}

function contains(outer: TextRange, inner: TextRange): boolean {
	return outer.start <= inner.start && inner.start <= outer.end;
}
