import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Turns of phrase that a native technical writer would not use, and what to write instead. */
const banned: readonly (readonly [pattern: RegExp, instead: string])[] = [
	[/(?<!\b[Tt]here )\b(is|are) no (?!longer\b|more than\b)/, '“is not a …”, or the verb: “does not match”'],
	[/(?<!\b[Tt]here )\b(is|are) none\b/, '“there is no …”'],
	[/\bstands?\b(?!( |-)(for|alone)\b)/, '“is”'],
	[/\btakes? itself in\b/, '“includes itself”'],
	[/\b[Mm]end(ed)?\b/, '“fix”'],
	[/\b[Tt]ak(e|en|es) (it |them |those lines )?out\b/, '“remove”'],
	[/\b[Tt]aken? back\b/, '“revert”, “undo” or “withdraw”'],
	[/\b[Ww]hoever\b/, 'the people or programs that are meant'],
	[/\bof which\b/, 'two sentences'],
	[/\bat hand\b/, '“available”'],
	[/\bis told\b/, 'an active verb'],
	[/\bleads? to (no|nothing)/, '“does not point to …”'],
	[/\bnobody (has|can tell)\b/i, '“is unknown”'],
	[/\bcannot be \w+ without\b/, '“needs”'],
	[/\bthat is not there\b/, '“missing”'],
	[/\blet be\b/, '“leave unchanged”'],
	[/\bfor ever\b/, '“forever”'],
];

const storeys = ['templates', 'core', 'io', 'language-server', 'cli', 'extension', 'webviews'];

/** Marks around what is written into files of other owners: earlier versions wrote them, so they never change. */
const marksOfFiles = ['core/use-cases/hooks/hook-block.ts', 'core/formats/experiment/conclusion-block.ts'];

/** Every text of a source file, with its line, but for those only a developer meets. */
function textsOf(path: string): readonly (readonly [place: string, text: string])[] {
	if (marksOfFiles.includes(path)) return [];
	const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
	const texts: [string, string][] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node) || (ts.isNewExpression(node) && /^(Range|Type)?Error$/.test(node.expression.getText()))) return;
		if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node)) {
			const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
			const text = ts.isTemplateExpression(node)
				? [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(part => part.text).join('…')
				: node.text;
			texts.push([`${path}:${line}`, text]);
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return texts;
}

function sourcesBelow(folder: string): readonly string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
		.map(name => join(folder, name));
}

/** The lines of a page outside code blocks and tables of code. */
function linesOf(path: string): readonly (readonly [place: string, text: string])[] {
	const text = readFileSync(path, 'utf8').replaceAll(/^```[^]*?^```/gm, block => block.replaceAll(/[^\n]/g, ''));
	return text.split('\n').map((line, index) => [`${path}:${index + 1}`, line] as const);
}

function complaints(texts: readonly (readonly [place: string, text: string])[]): readonly string[] {
	return texts.flatMap(([place, text]) =>
		banned.flatMap(([pattern, instead]) => {
			const found = pattern.exec(text)?.[0];
			return found === undefined ? [] : [`${place}: “${found}”; write ${instead}. ${text.trim().slice(0, 160)}`];
		}),
	);
}

suite('plain English', () => {
	test('a banned turn of phrase is found, with what to write instead', () => {
		assert.deepEqual(complaints([['a.ts:1', 'Mend that and try again.']]), ['a.ts:1: “Mend”; write “fix”. Mend that and try again.']);
		assert.deepEqual(complaints([['a.ts:1', 'The version is no longer in Staging.']]), []);
	});

	for (const storey of storeys) {
		test(`${storey} says what it has to say as a technical writer would`, () =>
			assert.deepEqual(complaints(sourcesBelow(storey).flatMap(textsOf)), []));
	}

	test('so do the manifest, the documents for contributors, the manual and the pages of the rules', () => {
		const pages = readdirSync('docs').filter(name => name.endsWith('.md'));
		const rules = readdirSync('language-server/rules', { withFileTypes: true }).filter(entry => entry.isDirectory());
		const paths = [
			'package.nls.json',
			...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'templates/README.md'],
			...pages.map(name => join('docs', name)),
			...rules.map(({ name }) => join('language-server/rules', name, 'README.md')),
		];
		assert.deepEqual(complaints(paths.flatMap(linesOf)), []);
	});
});
