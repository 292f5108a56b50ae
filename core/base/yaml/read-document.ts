import { Composer, Lexer, Parser, parseDocument } from 'yaml';
import type { Document } from 'yaml';

// Keys are compared by whoever reads the document: the library does it in quadratic time and stops at the first duplicate. With
// the log level `silent` it would also keep quiet about a second document.
const options = { uniqueKeys: false, prettyErrors: false, logLevel: 'error' } as const;

/**
 * The first document of a YAML text, with its errors. Never throws.
 *
 * YAML 1.2 wants each line of a quoted text and of brackets indented. PyYAML, libyaml and js-yaml do not, and people write
 * prompts for them in that way. So a text with errors is read a second time without that demand, and where this finds nothing
 * wrong it counts. Otherwise the errors of the first reading are told, which are on the place where a quote was forgotten.
 */
export function readDocument(text: string): Document {
	const document = parseDocument(text, options);
	if (document.errors.length === 0 || !/["'[{]/.test(text)) return document;
	return readUnindented(text) ?? document;
}

/** What is used of the inside of the library's lexer, which offers no option for this. */
interface LexerInside {
	/** The least indentation of the next line, in columns. */
	indentNext: number;
	parseFlowCollection: LexerStep;
	parseQuotedScalar: LexerStep;
}

type LexerStep = () => Generator<string, unknown>;

/** Undefined when the text has errors also without the demand for indentation. */
function readUnindented(text: string): Document | undefined {
	const parser = new Parser();
	let document: Document | undefined;
	for (const found of new Composer(options).compose(tokensOf(text, parser), true, text.length)) {
		if (document !== undefined) return undefined;
		document = found;
	}
	return document?.errors.length === 0 ? document : undefined;
}

function* tokensOf(text: string, parser: Parser): ReturnType<Parser['parse']> {
	for (const lexeme of createUnindentedLexer().lex(text)) yield* parser.next(lexeme);
	yield* parser.end();
}

function createUnindentedLexer(): Lexer {
	const lexer = new Lexer();
	const inside = lexer as unknown as LexerInside;
	for (const name of ['parseFlowCollection', 'parseQuotedScalar'] as const) {
		const step = inside[name].bind(lexer);
		inside[name] = function* () {
			const { indentNext } = inside;
			inside.indentNext = 0;
			const next: unknown = yield* step();
			inside.indentNext = indentNext;
			return next;
		};
	}
	return lexer;
}
