import type { TextRange } from '../../text/text-range.ts';
import { FlatTemplate } from '../../tree/flat-template.ts';
import { namePath } from '../../tree/name-path.ts';
import type { TemplateTree } from '../../tree/template-tree.ts';

const placeholder = /\{\{([ \t]*)([\p{L}_][\p{L}\p{N}_-]*(?:\.[\p{L}\p{N}_-]+)*)[ \t]*(\}\}|\}|)/gu;

/**
 * Reads a template in which `{{name}}` and `{{ name.part }}` are replaced and everything else is text, as in GitHub's prompt files.
 * Parses the part of `text` inside `range`, all of it by default; offsets are those of `text`. Never throws. The only problem is a
 * placeholder whose closing braces are missing or halved: it would reach the model as it stands.
 */
export function parseSimple(text: string, range: TextRange = { start: 0, end: text.length }): TemplateTree {
	const template = new FlatTemplate('simple', range);
	const part = text.slice(0, range.end);
	placeholder.lastIndex = range.start;
	for (let found = placeholder.exec(part); found !== null; found = placeholder.exec(part)) {
		const [whole, space = '', name = '', closing = ''] = found;
		const tag = { start: found.index, end: found.index + whole.length };
		const isClosed = closing === '}}';
		const isAbandoned = !isClosed && closing === '' && !endsLine(part, tag.end);
		if (isAbandoned) continue;
		if (!isClosed) {
			const message = `\`{{${name}\` is not closed, so it is not replaced and the model reads the braces. Write \`{{${name}}}\`.`;
			template.report({ code: 'unclosed-delimiter', message, range: { start: tag.start, end: tag.start + 2 } });
		}
		template.addOutput(tag, namePath(name, tag.start + 2 + space.length), isClosed);
	}
	return template.finish();
}

function endsLine(text: string, offset: number): boolean {
	return offset === text.length || text.charAt(offset) === '\n' || text.charAt(offset) === '\r';
}
