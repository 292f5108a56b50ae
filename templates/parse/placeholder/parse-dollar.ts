import type { TextRange } from '../../text/text-range.ts';
import { FlatTemplate } from '../../tree/flat-template.ts';
import { namePath } from '../../tree/name-path.ts';
import type { TemplateTree } from '../../tree/template-tree.ts';

const place = /\$(?:\$|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(\}|))/g;

/**
 * Reads a template in which `$name` and `${name}` are replaced, `$$` is a dollar sign and everything else is text, as `string.Template`
 * of Python does. Parses the part of `text` inside `range`, all of it by default; offsets are those of `text`. Never throws. The only
 * problem is a `${name` whose closing brace is missing. Source: docs.python.org, “Template strings”.
 */
export function parseDollar(text: string, range: TextRange = { start: 0, end: text.length }): TemplateTree {
	const template = new FlatTemplate('dollar', range);
	const part = text.slice(0, range.end);
	place.lastIndex = range.start;
	for (let found = place.exec(part); found !== null; found = place.exec(part)) {
		const [whole, bare, braced, closing = ''] = found;
		const name = bare ?? braced;
		if (name === undefined) continue;
		const isClosed = bare !== undefined || closing === '}';
		if (!isClosed) {
			const message = `\`\${${name}\` is not closed, so it is not replaced. Write \`\${${name}}\`.`;
			template.report({ code: 'unclosed-delimiter', message, range: { start: found.index, end: found.index + 2 } });
		}
		const start = found.index + (bare === undefined ? 2 : 1);
		template.addOutput({ start: found.index, end: found.index + whole.length }, namePath(name, start), isClosed);
	}
	return template.finish();
}
