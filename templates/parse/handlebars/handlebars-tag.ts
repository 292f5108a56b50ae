import type { Problem } from '../../text/problem.ts';
import type { TextRange } from '../../text/text-range.ts';
import type { Argument, Expression } from '../../tree/template-tree.ts';

/** What the characters behind `{{` make of a tag. */
export type TagKind =
	| 'output'
	| 'unescaped'
	| 'decorator'
	| 'partial'
	| 'block'
	| 'decorator-block'
	| 'partial-block'
	| 'inverted-block'
	| 'raw-block'
	| 'else'
	| 'else-chain'
	| 'end';

/** A word or a `[segment]` of a path. */
export interface PathPart {
	/** As it is written, without the brackets. */
	readonly name: string;
	readonly range: TextRange;
	/** With the brackets. */
	readonly outerRange: TextRange;
}

/** One place in a tag where a value is looked up. */
export interface PathRead {
	/**
	 * - `value`: looked up in the context.
	 * - `mention`: `{{name}}`, which calls the helper of that name if there is one.
	 * - `helper`: followed by arguments, hence a helper, unless it is a block parameter.
	 * - `data`: `@name`.
	 */
	readonly role: 'value' | 'mention' | 'helper' | 'data';
	/** How many contexts `../` goes up. */
	readonly depth: number;
	/** True for `this.name`, `./name` and `../name`, which are no block parameters. */
	readonly isScoped: boolean;
	/** The first name; undefined for `this` and `..` alone. For data without its `@`. */
	readonly head: PathPart | undefined;
	readonly attributes: readonly PathPart[];
}

/** A tag as it was understood, from delimiter to delimiter. */
export interface HandlebarsTag {
	readonly kind: TagKind;
	readonly range: TextRange;
	/** The value of an output; what a block, partial or helper is named by. */
	readonly subject: Expression | undefined;
	/** What `{{/name}}` has to repeat; different things have different keys. */
	readonly key: string;
	/** What it is for, as it is written: the name of a helper, block, partial or value. */
	readonly name: string;
	/** As of a `TagNode`. */
	readonly keyword: string;
	readonly keywordRange: TextRange;
	/** What it evaluates, less the name of a helper. */
	readonly expressions: readonly Expression[];
	/** What stands behind the name, `key=value` with its key. */
	readonly arguments: readonly Argument[];
	readonly hasArguments: boolean;
	readonly reads: readonly PathRead[];
	readonly blockParameters: readonly PathPart[];
	readonly problem: Problem | undefined;
}
