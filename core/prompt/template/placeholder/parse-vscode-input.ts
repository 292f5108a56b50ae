import type { TextRange } from '../../../text-range.ts';
import { FlatTemplate } from '../flat-template.ts';
import type { TemplateTree } from '../template-tree.ts';

const input = /\$\{input:([^\s:{}]+)(?::[^}\r\n]*)?(\}|)/g;
const editorVariable =
	/\$\{(selection|selectedText|file|fileBasename|fileDirname|fileBasenameNoExtension|workspaceFolder|workspaceFolderBasename)\}/g;

/**
 * Reads a prompt file of VS Code: `${input:name}` and `${input:name:placeholder}` ask the user for a value; names such as `${selection}`
 * are given by the editor; everything else is text. Parses the part of `text` inside `range`, all of it by default; offsets are those
 * of `text`. Never throws. Source: code.visualstudio.com, "Use prompt files in VS Code".
 */
export function parseVscodeInput(text: string, range: TextRange = { start: 0, end: text.length }): TemplateTree {
	const template = new FlatTemplate('vscode-input', range);
	const part = text.slice(0, range.end);
	for (const found of placeholdersIn(part, range.start)) {
		const [whole, name = '', closing] = found;
		const tag = { start: found.index, end: found.index + whole.length };
		const start = tag.start + whole.indexOf(name, closing === undefined ? 2 : '${input:'.length);
		const expression = { kind: 'name', range: { start, end: start + name.length }, name } as const;
		if (closing === undefined) {
			template.addEngineOutput(tag, expression);
			continue;
		}
		if (closing === '') {
			const message = `\`\${input:${name}\` is not closed, so the user is not asked for it. Write \`\${input:${name}}\`.`;
			template.report({ code: 'unclosed-delimiter', message, range: { start: tag.start, end: tag.start + 2 } });
		}
		template.addOutput(tag, expression, closing !== '');
	}
	return template.finish();
}

function placeholdersIn(text: string, start: number): readonly RegExpExecArray[] {
	const found = [...text.matchAll(input), ...text.matchAll(editorVariable)].filter(({ index }) => index >= start);
	return found.sort((a, b) => a.index - b.index);
}
