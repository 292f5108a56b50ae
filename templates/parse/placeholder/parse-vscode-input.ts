import type { TextRange } from '../../text/text-range.ts';
import { FlatTemplate } from '../../tree/flat-template.ts';
import type { Expression, TemplateTree } from '../../tree/template-tree.ts';

/** Names that the editor replaces by itself. */
const editorNames = [
	'selection',
	'selectedText',
	'file',
	'fileBasename',
	'fileDirname',
	'fileBasenameNoExtension',
	'workspaceFolder',
	'workspaceFolderBasename',
];
const pattern = new RegExp(
	`\\$\\{(?:input:(?<input>[^\\s:|{}$]+)(?:[:|](?:(?!\\$\\{)[^}\\r\\n])*)?(?<closing>\\}|)|(?<engine>${editorNames.join('|')})\\})`,
	'g',
);

/**
 * Reads a prompt file of VS Code: `${input:name}`, `${input:name:placeholder}` and `${input:name|choice|choice}` ask the user for a value; names such as `${selection}`
 * are given by the editor; everything else is text. Parses the part of `text` inside `range`, all of it by default; offsets are those
 * of `text`. Never throws. Source: code.visualstudio.com, "Use prompt files in VS Code".
 */
export function parseVscodeInput(text: string, range: TextRange = { start: 0, end: text.length }): TemplateTree {
	const template = new FlatTemplate('vscode-input', range);
	const part = text.slice(0, range.end);
	pattern.lastIndex = range.start;
	for (let found = pattern.exec(part); found !== null; found = pattern.exec(part)) {
		const tag = { start: found.index, end: pattern.lastIndex };
		const { input, engine, closing = '' } = found.groups ?? {};
		if (engine !== undefined) template.addEngineOutput(tag, nameAt(tag.start + '${'.length, engine));
		if (input === undefined) continue;
		if (closing === '') {
			const message = `\`\${input:${input}\` is not closed, so the user is not asked for it. Write \`\${input:${input}}\`.`;
			template.report({ code: 'unclosed-delimiter', message, range: { start: tag.start, end: tag.start + 2 } });
		}
		template.addOutput(tag, nameAt(tag.start + '${input:'.length, input), closing !== '');
	}
	return template.finish();
}

function nameAt(start: number, name: string): Extract<Expression, { kind: 'name' }> {
	return { kind: 'name', range: { start, end: start + name.length }, name };
}
