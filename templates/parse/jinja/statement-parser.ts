import type { TextRange } from '../../text/text-range.ts';
import { nearestWord } from '../../text/nearest-word.ts';
import type { Expression } from '../../tree/template-tree.ts';
import { blocksWithBranch, openingKeywordOf } from './block-structure.ts';
import { DefinitionParser } from './definition-parser.ts';
import type { JinjaStatement, TransVariable } from './jinja-statement.ts';

/** A statement together with the word it starts with. */
export interface ParsedStatement {
	readonly keyword: string;
	readonly keywordRange: TextRange;
	readonly statement: JinjaStatement;
	/** False for a word that is none of Jinja's and of the extensions do, loopcontrols and i18n. */
	readonly isKnown: boolean;
}

const strayRawEnd = '`{% endraw %}` does not end an open `raw` region. Remove it or add the missing opening tag.';

/** Reads what stands between `{{ }}` or `{% %}`. */
export class StatementParser extends DefinitionParser {
	static readonly #statements = new Map<string, (parser: StatementParser) => JinjaStatement>([
		['autoescape', parser => parser.#parseAutoescape()],
		['block', parser => parser.#parseBlock()],
		['break', parser => parser.#simple()],
		['call', parser => parser.parseCallBlock()],
		['continue', parser => parser.#simple()],
		['do', parser => parser.#simple(parser.parseTuple({ emptyReason: 'This `do` is empty. Add an expression after it.' }))],
		['elif', parser => parser.#parseCondition('elif')],
		['else', parser => parser.#parseElse()],
		['extends', parser => parser.#parseExtends()],
		['filter', parser => parser.parseFilterBlock()],
		['for', parser => parser.parseFor()],
		['from', parser => parser.parseFrom()],
		['if', parser => parser.#parseCondition('if')],
		['import', parser => parser.parseImport()],
		['include', parser => parser.#parseInclude()],
		['macro', parser => parser.parseMacro()],
		['pluralize', parser => parser.#parsePluralize()],
		['print', parser => parser.#parsePrint()],
		['set', parser => parser.parseSet()],
		['trans', parser => parser.#parseTrans()],
		['with', parser => parser.parseWith()],
	]);

	/** The content of `{{ }}`. */
	parseOutput(): Expression {
		const expression = this.parseTuple({
			emptyReason: 'This tag is empty, and Jinja rejects an empty `{{ }}`. Add a name.',
		});
		this.#expectEnd('only one expression fits between `{{` and `}}`. Add an operator or a comma, or remove it.');
		return expression;
	}

	/** The content of `{% %}`; undefined when it does not start with a word. */
	parseStatement(): ParsedStatement | undefined {
		const token = this.expect('name', 'a tag starts with a word such as `if` or `set`. Write one.');
		if (token === undefined) return undefined;
		const keyword = String(token.value);
		const keywordRange = { start: token.start, end: token.end };
		const parse = StatementParser.#statements.get(keyword);
		if (parse !== undefined) {
			const statement = parse(this);
			this.#expectEnd(`the \`${keyword}\` tag is complete without it. Remove it.`);
			return { keyword, keywordRange, statement, isKnown: true };
		}
		if (openingKeywordOf(keyword) !== undefined) this.#expectEnd('an end tag contains only its name. Remove it.');
		else if (keyword === 'endraw') this.fail(strayRawEnd, keywordRange, 'mismatched-block-end');
		else this.fail(this.#unknownTag(keyword), keywordRange);
		return { keyword, keywordRange, statement: this.#simple(), isKnown: openingKeywordOf(keyword) !== undefined };
	}

	/** `{% endblock name %}`: takes the name of the block that is ended. */
	parseBlockEnd(blockName: string | undefined): void {
		this.advance();
		if (blockName !== undefined) this.skipWord(blockName);
		if (this.at('name') && blockName !== undefined) {
			const { value, start, end } = this.current;
			const message = `The block that ends here is named \`${blockName}\`, not \`${String(value)}\`. Correct the name or the order of the end tags.`;
			this.fail(message, { start, end }, 'mismatched-block-end');
		}
		this.#expectEnd('an end tag contains only its name. Remove it.');
	}

	#expectEnd(reason: string): void {
		if (!this.hasFailed() && !this.at('end')) this.failAtCurrent(reason);
	}

	#unknownTag(keyword: string): string {
		const known = [...StatementParser.#statements.keys()].filter(word => blocksWithBranch(word) === undefined);
		const similar = nearestWord(keyword, known);
		const advice =
			similar === undefined
				? 'Correct it, or put the text in `{% raw %}` if it is not meant for Jinja'
				: `Did you mean \`${similar}\``;
		return `Jinja does not know the tag \`${keyword}\` and rejects the whole template. ${advice}${similar === undefined ? '.' : '?'}`;
	}

	#simple(...expressions: Expression[]): JinjaStatement {
		return { kind: 'simple', expressions };
	}

	#parseElse(): JinjaStatement {
		this.skip(':');
		return this.#simple();
	}

	#parseCondition(keyword: 'if' | 'elif'): JinjaStatement {
		const emptyReason = `This \`${keyword}\` has no condition. Add one after it.`;
		const test = this.parseTuple({ allowsConditional: false, emptyReason });
		this.skip(':');
		return { kind: 'condition', expressions: [test] };
	}

	#parseAutoescape(): JinjaStatement {
		const expression = this.parseExpression();
		this.skip(':');
		return { kind: 'autoescape', expressions: [expression] };
	}

	#parsePrint(): JinjaStatement {
		const expressions: Expression[] = [];
		while (!this.at('end')) {
			if (expressions.length > 0) this.expect(',', 'commas separate printed values. Add one.');
			if (!this.hasFailed()) expressions.push(this.parseExpression());
		}
		return this.#simple(...expressions);
	}

	#parseBlock(): JinjaStatement {
		const name = this.parseName('a block needs a name. Add it after `block`.');
		const isScoped = this.skipWord('scoped');
		const isRequired = this.skipWord('required');
		if (this.at('-')) this.failAtCurrent('the name of a block cannot have a hyphen. Write “_” instead.');
		this.skip(':');
		const nameRange = name?.range ?? { start: this.previousEnd, end: this.previousEnd };
		return { kind: 'block', name: name?.name, nameRange, isScoped, isRequired, expressions: [] };
	}

	#parseExtends(): JinjaStatement {
		const template = this.parseExpression();
		return { ...this.reference('extends', template), expressions: [template] };
	}

	#parseInclude(): JinjaStatement {
		const template = this.parseExpression();
		const next = this.isWord('ignore') ? this.peek() : undefined;
		const ignoresMissing = next?.type === 'name' && next.value === 'missing';
		if (ignoresMissing) {
			this.advance();
			this.advance();
		}
		const withContext = this.skipContext();
		return { ...this.reference('include', template), withContext, ignoresMissing, expressions: [template] };
	}

	#parseTrans(): JinjaStatement {
		const variables: TransVariable[] = [];
		const names = new Set<string>();
		let isTrimmedKnown = false;
		this.skip('string');
		while (!this.at('end')) {
			if (variables.length > 0) this.expect(',', 'commas separate the variables of a translation. Add one.');
			if (this.hasFailed() || this.skip(':')) break;
			const name = this.parseName('a variable name is needed here.');
			if (name === undefined) break;
			if (names.has(name.name)) this.fail(`\`${name.name}\` appears twice. Remove one of them.`, name.range);
			const isTrimmed = !isTrimmedKnown && (name.name === 'trimmed' || name.name === 'notrimmed') && !this.at('=');
			if (isTrimmed) {
				isTrimmedKnown = true;
				continue;
			}
			names.add(name.name);
			variables.push({ name, value: this.skip('=') ? this.parseExpression() : undefined });
		}
		return { kind: 'trans', variables, expressions: variables.map(({ name, value }) => value ?? name) };
	}

	#parsePluralize(): JinjaStatement {
		const name = this.at('end') ? undefined : this.parseName('the variable to count is needed here.');
		return { kind: 'pluralize', name, expressions: name === undefined ? [] : [name] };
	}
}
