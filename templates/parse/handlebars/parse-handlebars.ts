import type { TextRange } from '../../text/text-range.ts';
import type { TemplateTree } from '../../tree/template-tree.ts';
import { bindNames } from './bind-names.ts';
import { scanHandlebars } from './scan-handlebars.ts';

/**
 * Reads a Handlebars template. Parses the part of `text` inside `range`, all of it by default; offsets are those of `text`. Never throws:
 * what Handlebars would reject is a problem, and reading goes on at the next construct. The time it takes grows with the length of the
 * text and no faster.
 *
 * Names in the body of `each` and `with` are members of a value, not inputs, and are not among the uses. In the body of a block of
 * which it cannot be known whether it changes the context, such as `{{#items}}`, they are uncertain uses. So are mentions of
 * dotprompt's helpers without arguments, such as `{{history}}`, which are names like any other elsewhere. The name of a helper with
 * arguments is never a use. A template without problems is one that `@handlebars/parser` accepts, less the dictionaries `(a=b)` that the engines of prompts do
 * not have; checked against it in test/differential.
 */
export function parseHandlebars(text: string, range: TextRange = { start: 0, end: text.length }): TemplateTree {
	const program = scanHandlebars(text.slice(0, range.end), range);
	return {
		language: 'handlebars',
		range,
		nodes: program.nodes,
		problems: [...program.problems].sort((a, b) => a.range.start - b.range.start),
		...bindNames(program),
		references: program.references,
	};
}
