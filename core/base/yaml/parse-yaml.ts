import { Document, isAlias, isScalar, parseDocument, visit } from 'yaml';
import type { Problem } from '../problem.ts';
import { findMergeConflict } from './find-merge-conflict.ts';
import { findUnquotedTemplates } from './find-unquoted-templates.ts';
import { maskTemplates } from './mask-templates.ts';
import type { MaskedText } from './mask-templates.ts';
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
	// uniqueKeys is quadratic on wide maps and stops at the first duplicate; yamlToData finds them all. With the log level
	// `silent` the library would also keep quiet about a second document.
	const document = parseDocument(masked?.text ?? text, { uniqueKeys: false, prettyErrors: false, logLevel: 'error' });
	if (masked !== undefined) restoreTemplates(document, masked);
	const source = readDocument(document, { text, offset }, problemCode, options.isText ?? (() => false));
	// Where tags are taken for text, an unquoted one is a trap for other readers and none for this one.
	return masked === undefined ? source : { ...source, isComplete: source.problems.every(({ code }) => harmless.includes(code)) };
}

const harmless: readonly string[] = ['duplicate-key', 'unquoted-template-in-yaml'];

function readDocument(
	document: ReturnType<typeof parseDocument>,
	source: YamlText,
	problemCode: string,
	isText: (path: YamlPath) => boolean,
): YamlSource {
	const { offset } = source;
	const data = yamlToData(document, isText);
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
	problems.sort((left, right) => left.range.start - right.range.start);
	return sourceOf(source, document, { value: data.value ?? undefined, problems });
}

function sourceOf(source: YamlText, document: Document, read: Pick<YamlSource, 'value' | 'problems'>): YamlSource {
	return {
		...source,
		...read,
		document,
		isComplete: read.problems.every(problem => problem.code === 'duplicate-key'),
		rangeOf: (path, part) => findRange(document, source, path, part),
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
	const range = isScalar(node) || isAlias(node) ? node.range : undefined;
	return { start: offset + (range?.[0] ?? 0), end: offset + (range?.[1] ?? 0) };
}
