import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A text of the sources that people may read. */
export interface SourceSentence {
	/** `folder/file.ts:12`. */
	readonly place: string;
	/** The text with `⟨1⟩`, `⟨2⟩` … for its parts. */
	readonly text: string;
}

/** Every text of a file, or of the files below a folder, that has at least two words, but for errors only a developer meets. */
export function sourceSentences(path: string): readonly SourceSentence[] {
	return sourcesBelow(path).flatMap(sentencesOf);
}

function sourcesBelow(path: string): readonly string[] {
	if (path.endsWith('.ts')) return [path];
	return readdirSync(path, { recursive: true, encoding: 'utf8' })
		.filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
		.map(name => join(path, name));
}

function sentencesOf(path: string): readonly SourceSentence[] {
	const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
	const found: SourceSentence[] = [];
	const visit = (node: ts.Node): void => {
		if (isForDevelopers(node)) return;
		const text = textOf(node)?.trim() ?? '';
		if (/[a-z]{2,}[,;:]? [\p{L}“`⟨(]|[\p{L}”`⟩)] [a-z]{2,}/u.test(text)) {
			found.push({ place: `${path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`, text });
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

function isForDevelopers(node: ts.Node): boolean {
	if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return true;
	return ts.isNewExpression(node) && /^(Range|Type)?Error$/.test(node.expression.getText());
}

function textOf(node: ts.Node): string | undefined {
	if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
	if (!ts.isTemplateExpression(node)) return undefined;
	return node.templateSpans.reduce((text, { literal }, index) => `${text}⟨${index + 1}⟩${literal.text}`, node.head.text);
}
