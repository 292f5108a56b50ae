import { isCollection, isNode, isScalar, visit } from 'yaml';
import { parseYaml } from '../parse-yaml.ts';
import type { YamlSource } from '../yaml-source.ts';
import { trimEndOf } from '../../text/trim-end-of.ts';
import { trimLineEnds } from '../../text/trim-line-ends.ts';

/**
 * The text of a YAML source in an even layout: one space behind colons and dashes, two spaces a level, no white space at line ends.
 * Comments, order, quotes and blank lines stay. Undefined when that cannot be promised: the text has problems or
 * template tags, brackets or text that run over several lines in a form of their own, or would say something else afterwards.
 */
export function formatYaml(source: YamlSource): string | undefined {
	const { text } = source;
	if (source.problems.length > 0 || text.trim() === '' || /\{[{%#]/.test(text) || /^(?:---|\.\.\.|%)/m.test(text)) return undefined;
	if (hasOwnLines(source)) return undefined;
	// A fresh document: printing must not change the one that others read.
	const { document } = parseYaml(text);
	const newline = text.includes('\r\n') ? '\r\n' : '\n';
	const printed = document.toString({
		indent: 2,
		indentSeq: !/^([\w-]+:)[ \t]*\r?\n- /m.test(text),
		lineWidth: 0,
		flowCollectionPadding: /\{ +\S/.test(text),
	});
	const formatted = `${trimEndOf(trimLineEnds(printed), '\n')}\n`.replaceAll('\n', newline);
	return isSame(text, formatted) ? formatted : undefined;
}

/** Brackets, and text other than behind `|`, whose line breaks printing would move. */
function hasOwnLines({ document, text }: YamlSource): boolean {
	let isFound = false;
	visit(document, (_, node) => {
		if (!isNode(node) || !node.range || (isCollection(node) && node.flow !== true)) return undefined;
		const isBroken = text.slice(node.range[0], node.range[1]).trimEnd().includes('\n');
		if (isBroken && !(isScalar(node) && node.type === 'BLOCK_LITERAL')) isFound = true;
		return isFound ? visit.BREAK : undefined;
	});
	return isFound;
}

/** The same values, as text, and the same comments. */
function isSame(before: string, after: string): boolean {
	return readAll(before) === readAll(after) && commentsOf(before) === commentsOf(after);
}

/** With every scalar as it is written, so that `1.0` is not `1`. */
function readAll(text: string): string {
	const { value, problems } = parseYaml(text, { isText: () => true });
	return JSON.stringify([value, problems.length]);
}

function commentsOf(text: string): string {
	return [...text.matchAll(/(?<=^|[ \t])#[^\r\n]*/gm)].map(([comment]) => comment.trimEnd()).join('\n');
}
