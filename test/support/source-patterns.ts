import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A regular expression of the source. */
export interface SourcePattern {
	readonly path: string;
	readonly source: string;
	readonly flags: string;
}

/** The folders that what is shipped is built from, and that with the programs which build and check it. */
const folders = ['cli', 'core', 'extension', 'io', 'language-server', 'templates', 'tools', 'webviews'];

/** Every regular expression that is written in the source, and those made by `new RegExp` of what is constant in its file. */
export function readSourcePatterns(): readonly SourcePattern[] {
	return folders
		.flatMap(sourceFiles)
		.flatMap(path => patternsOf(path, ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest)));
}

function sourceFiles(folder: string): readonly string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter(entry => entry.isFile() && /\.(?:ts|mjs)$/.test(entry.name) && !entry.name.endsWith('.test.ts'))
		.map(entry => join(entry.parentPath, entry.name));
}

function patternsOf(path: string, file: ts.SourceFile): readonly SourcePattern[] {
	const found: SourcePattern[] = [];
	const constants = new Map<string, ts.Expression>();
	const visit = (node: ts.Node): void => {
		if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined)
			constants.set(node.name.text, node.initializer);
		if (ts.isRegularExpressionLiteral(node)) {
			const end = node.text.lastIndexOf('/');
			found.push({ path, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
		}
		if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'RegExp') {
			const [source, flags] = (node.arguments ?? []).map(argument => textOf(argument, constants));
			if (source !== undefined) found.push({ path, source, flags: flags ?? '' });
		}
		ts.forEachChild(node, visit);
	};
	visit(file);
	return found;
}

/** The text that an expression of constants stands for; undefined for what is only known when the program runs. */
function textOf(node: ts.Expression, constants: ReadonlyMap<string, ts.Expression>): string | undefined {
	if (ts.isNoSubstitutionTemplateLiteral(node) || ts.isStringLiteral(node) || ts.isNumericLiteral(node)) return node.text;
	if (ts.isIdentifier(node)) {
		const value = constants.get(node.text);
		return value === undefined ? undefined : textOf(value, constants);
	}
	return templateText(node, constants) ?? compoundText(node, constants);
}

function templateText(node: ts.Expression, constants: ReadonlyMap<string, ts.Expression>): string | undefined {
	if (ts.isTaggedTemplateExpression(node)) return templateOf(node.template, constants, part => part.rawText ?? part.text);
	if (ts.isTemplateExpression(node)) return templateOf(node, constants, part => part.text);
	return undefined;
}

function compoundText(node: ts.Expression, constants: ReadonlyMap<string, ts.Expression>): string | undefined {
	if (ts.isRegularExpressionLiteral(node)) return node.text.slice(1, node.text.lastIndexOf('/'));
	if (ts.isPropertyAccessExpression(node) && node.name.text === 'source') return textOf(node.expression, constants);
	if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'join')
		return joined(node, node.expression.expression, constants);
	return undefined;
}

function templateOf(
	node: ts.TemplateLiteral,
	constants: ReadonlyMap<string, ts.Expression>,
	read: (part: ts.TemplateLiteralLikeNode) => string,
): string | undefined {
	if (ts.isNoSubstitutionTemplateLiteral(node)) return read(node);
	const parts = node.templateSpans.map(span => {
		const value = textOf(span.expression, constants);
		return value === undefined ? undefined : value + read(span.literal);
	});
	return parts.includes(undefined) ? undefined : read(node.head) + parts.join('');
}

function joined(node: ts.CallExpression, list: ts.Expression, constants: ReadonlyMap<string, ts.Expression>): string | undefined {
	const items = ts.isIdentifier(list) ? constants.get(list.text) : list;
	if (items === undefined || !ts.isArrayLiteralExpression(items)) return undefined;
	const texts = items.elements.map(item => textOf(item, constants));
	const [separator] = node.arguments;
	return texts.includes(undefined) || separator === undefined ? undefined : texts.join(textOf(separator, constants));
}
