import type { TextRange } from '../../../text/text-range.ts';
import { nearestWord } from '../../../text/nearest-word.ts';
import type { Expression } from '../../../tree/template-tree.ts';
import { readExpression, readTuple, readTupleBeforeIf } from '../expression/read-expression.ts';
import type { TagCursor } from '../tokens/tag-cursor.ts';
import { blocksWithBranch, openingKeywordOf } from './block-structure.ts';
import type { JinjaStatement } from './jinja-statement.ts';
import { readFilterBlock, readFor, readSet, readWith } from './read-definition.ts';
import { readCallBlock, readMacro } from './read-macro.ts';
import { readName } from './read-name.ts';
import { readExtends, readFrom, readImport, readInclude } from './read-reference.ts';
import { readPluralize, readTrans } from './read-translation.ts';

/** A statement together with the word it starts with. */
export interface ParsedStatement {
	readonly keyword: string;
	readonly keywordRange: TextRange;
	readonly statement: JinjaStatement;
	/** False for a word that is none of Jinja's, of the extensions do, loopcontrols and i18n, and of Hugging Face's chat templates. */
	readonly isKnown: boolean;
}

const strayRawEnd = '`{% endraw %}` does not end an open `raw` region. Remove it or add the missing opening tag.';

/** Each reads what follows its keyword. */
const statements: ReadonlyMap<string, (cursor: TagCursor) => JinjaStatement> = new Map([
	['autoescape', readAutoescape],
	['block', readBlock],
	['break', () => simple()],
	['call', readCallBlock],
	['continue', () => simple()],
	['do', readDo],
	['elif', cursor => readCondition(cursor, 'elif')],
	['else', readElse],
	['extends', readExtends],
	['filter', readFilterBlock],
	['for', readFor],
	['from', readFrom],
	['generation', () => ({ kind: 'with', targets: [], expressions: [] })],
	['if', cursor => readCondition(cursor, 'if')],
	['import', readImport],
	['include', readInclude],
	['macro', readMacro],
	['pluralize', readPluralize],
	['print', readPrint],
	['set', readSet],
	['trans', readTrans],
	['with', readWith],
]);

/** The content of `{{ }}`. */
export function readOutput(cursor: TagCursor): Expression {
	const expression = readTuple(cursor, 'This tag is empty, and Jinja rejects an empty `{{ }}`. Add a name.');
	expectEnd(cursor, 'only one expression fits between `{{` and `}}`. Add an operator or a comma, or remove it.');
	return expression;
}

/**
 * The content of `{% %}`; undefined when it does not start with a word. An `endblock` may repeat `blockName`, the name of the block that
 * it ends.
 */
export function readStatement(cursor: TagCursor, blockName: string | undefined): ParsedStatement | undefined {
	const token = cursor.expect('name', 'a tag starts with a word such as `if` or `set`. Write one.');
	if (token === undefined) return undefined;
	const keyword = String(token.value);
	const keywordRange = { start: token.start, end: token.end };
	const read = statements.get(keyword);
	if (read !== undefined) {
		const statement = read(cursor);
		expectEnd(cursor, `the \`${keyword}\` tag is complete without it. Remove it.`);
		return { keyword, keywordRange, statement, isKnown: true };
	}
	const isEnd = openingKeywordOf(keyword) !== undefined;
	if (keyword === 'endblock' && blockName !== undefined) skipBlockName(cursor, blockName);
	if (isEnd) expectEnd(cursor, 'an end tag contains only its name. Remove it.');
	else if (keyword === 'endraw') cursor.fail(strayRawEnd, keywordRange, 'mismatched-block-end');
	else cursor.fail(unknownTag(keyword), keywordRange);
	return { keyword, keywordRange, statement: simple(), isKnown: isEnd };
}

function skipBlockName(cursor: TagCursor, blockName: string): void {
	cursor.skipWord(blockName);
	if (!cursor.at('name')) return;
	const { value, start, end } = cursor.current;
	const message = `The block that ends here is named \`${blockName}\`, not \`${String(value)}\`. Correct the name or the order of the end tags.`;
	cursor.fail(message, { start, end }, 'mismatched-block-end');
}

function expectEnd(cursor: TagCursor, reason: string): void {
	if (!cursor.hasFailed() && !cursor.at('end')) cursor.failAtCurrent(reason);
}

function unknownTag(keyword: string): string {
	const known = [...statements.keys()].filter(word => blocksWithBranch(word) === undefined);
	const similar = nearestWord(keyword, known);
	const advice =
		similar === undefined ? 'Correct it, or put the text in `{% raw %}` if it is not meant for Jinja.' : `Did you mean \`${similar}\`?`;
	return `Jinja does not know the tag \`${keyword}\` and rejects the whole template. ${advice}`;
}

function simple(...expressions: Expression[]): JinjaStatement {
	return { kind: 'simple', expressions };
}

function readDo(cursor: TagCursor): JinjaStatement {
	return simple(readTuple(cursor, 'This `do` is empty. Add an expression after it.'));
}

function readElse(cursor: TagCursor): JinjaStatement {
	cursor.skip(':');
	return simple();
}

function readCondition(cursor: TagCursor, keyword: 'if' | 'elif'): JinjaStatement {
	const test = readTupleBeforeIf(cursor, `This \`${keyword}\` has no condition. Add one after it.`);
	cursor.skip(':');
	return { kind: 'condition', expressions: [test] };
}

function readAutoescape(cursor: TagCursor): JinjaStatement {
	const expression = readExpression(cursor);
	cursor.skip(':');
	return { kind: 'autoescape', expressions: [expression] };
}

function readPrint(cursor: TagCursor): JinjaStatement {
	const expressions: Expression[] = [];
	while (!cursor.at('end')) {
		if (expressions.length > 0) cursor.expect(',', 'commas separate printed values. Add one.');
		if (!cursor.hasFailed()) expressions.push(readExpression(cursor));
	}
	return simple(...expressions);
}

function readBlock(cursor: TagCursor): JinjaStatement {
	const name = readName(cursor, 'a block needs a name. Add it after `block`.');
	const isScoped = cursor.skipWord('scoped');
	const isRequired = cursor.skipWord('required');
	if (cursor.at('-')) cursor.failAtCurrent('the name of a block cannot have a hyphen. Write “_” instead.');
	cursor.skip(':');
	const nameRange = name?.range ?? cursor.rangeFrom(cursor.previousEnd);
	return { kind: 'block', name: name?.name, nameRange, isScoped, isRequired, expressions: [] };
}
