import type { Problem } from '../text/problem.ts';
import type { TextRange } from '../text/text-range.ts';

/** The template languages of prompt files. Each has one parser below this folder, all of them give a `TemplateTree`. */
export type TemplateLanguage =
	'jinja2' | 'handlebars' | 'mustache' | 'f-string' | 'dollar' | 'none' | 'semantic-kernel' | 'simple' | 'vscode-input';

/**
 * A parsed template. Parsing never fails: what could not be understood is an `ErrorNode` and a problem.
 *
 * Invariants, checked by tests on every prefix of many files:
 * the top nodes tile `range` without gap or overlap, the children of a block and its tags tile the block,
 * and every nested range lies inside its parent's.
 */
export interface TemplateTree {
	readonly language: TemplateLanguage;
	/** True for Nunjucks that was read in the words of Jinja, and is rendered in them: see `fromNunjucks`. */
	readonly isNunjucks?: true;
	/** The part of the file that was parsed; all ranges in the tree are offsets of the file. */
	readonly range: TextRange;
	readonly nodes: readonly TemplateNode[];
	readonly problems: readonly Problem[];
	/** Every name that is read, in order of appearance, each bound to its definition. Only from tags that were understood completely. */
	readonly uses: readonly VariableUse[];
	/**
	 * Names read in tags with a problem, and names that may be members of a value or helpers, as in `{{#items}}{{name}}{{/items}}`, in
	 * order of appearance. Enough to complete, to go to a definition and to not call an input unused while its tag is being typed; not
	 * enough to call a name undeclared, since `{{ to begin with` is no variable.
	 */
	readonly uncertainUses: readonly VariableUse[];
	/** Every name the template itself defines, in order of appearance. Names that the engine gives are not among them. */
	readonly definitions: readonly VariableDefinition[];
	/** Other templates it names: include, extends, import, partials. */
	readonly references: readonly TemplateReference[];
}

export type TemplateNode = TextNode | CommentNode | RawNode | OutputNode | TagNode | BlockNode | ErrorNode;

/** Characters that reach the model as they stand. */
export interface TextNode {
	readonly kind: 'text';
	readonly range: TextRange;
}

export interface CommentNode {
	readonly kind: 'comment';
	readonly range: TextRange;
	/** The text between the delimiters. */
	readonly contentRange: TextRange;
}

/** A region whose delimiters are plain text, such as `{% raw %}…{% endraw %}`, tags included. */
export interface RawNode {
	readonly kind: 'raw';
	readonly range: TextRange;
	readonly contentRange: TextRange;
}

/** A value printed into the text: `{{ expression }}`. */
export interface OutputNode {
	readonly kind: 'output';
	readonly range: TextRange;
	readonly expression: Expression;
}

/** One statement tag that has no body of its own: `{% set x = 1 %}`, `{% include "a" %}`, `{{> partial}}`, an `else`, an end tag. */
export interface TagNode {
	readonly kind: 'tag';
	readonly range: TextRange;
	/** The statement's word: `if`, `elif`, `endif`, `set`, `include`, … For Handlebars the helper's name. */
	readonly keyword: string;
	readonly keywordRange: TextRange;
	/** What the tag evaluates, in order. Names it defines, such as the `item` of `{% for item in items %}`, are not among them. */
	readonly expressions: readonly Expression[];
}

/** A statement with a body. Its range runs from the start of the opening tag to the end of the closing one. */
export interface BlockNode {
	readonly kind: 'block';
	readonly range: TextRange;
	readonly keyword: string;
	/** In order: the opening tag with its children, then each `elif` or `else` with theirs. */
	readonly branches: readonly BlockBranch[];
	/** Undefined when the block is never closed; a problem says so. */
	readonly close: TagNode | undefined;
}

export interface BlockBranch {
	readonly tag: TagNode;
	readonly children: readonly TemplateNode[];
}

/** Characters that look like template syntax and are none. */
export interface ErrorNode {
	readonly kind: 'error';
	readonly range: TextRange;
}

/** An expression, in the terms of Jinja2; the other languages use a part of it. */
export type Expression =
	| { readonly kind: 'name'; readonly range: TextRange; readonly name: string }
	| { readonly kind: 'literal'; readonly range: TextRange; readonly value: string | number | boolean | null }
	| {
			readonly kind: 'attribute';
			readonly range: TextRange;
			readonly object: Expression;
			readonly name: string;
			readonly nameRange: TextRange;
	  }
	| { readonly kind: 'index'; readonly range: TextRange; readonly object: Expression; readonly index: Expression }
	/** `start:stop:step`, of which only the parts that are written are in `parts`; `places` tells which of the three, 0 to 2, each is. */
	| { readonly kind: 'slice'; readonly range: TextRange; readonly parts: readonly Expression[]; readonly places: readonly number[] }
	| { readonly kind: 'call'; readonly range: TextRange; readonly callee: Expression; readonly arguments: readonly Argument[] }
	| {
			readonly kind: 'filter';
			readonly range: TextRange;
			readonly operand: Expression;
			readonly name: string;
			readonly nameRange: TextRange;
			readonly arguments: readonly Argument[];
	  }
	| {
			readonly kind: 'test';
			readonly range: TextRange;
			readonly operand: Expression;
			readonly name: string;
			readonly nameRange: TextRange;
			readonly arguments: readonly Argument[];
			readonly isNegated: boolean;
	  }
	| { readonly kind: 'unary'; readonly range: TextRange; readonly operator: string; readonly operand: Expression }
	/** Also comparisons and string concatenation; `a < b < c` nests to the left. */
	| {
			readonly kind: 'binary';
			readonly range: TextRange;
			readonly operator: string;
			readonly left: Expression;
			readonly right: Expression;
	  }
	| {
			readonly kind: 'conditional';
			readonly range: TextRange;
			readonly test: Expression;
			readonly then: Expression;
			readonly otherwise: Expression | undefined;
	  }
	| { readonly kind: 'list' | 'tuple'; readonly range: TextRange; readonly items: readonly Expression[] }
	| {
			readonly kind: 'dictionary';
			readonly range: TextRange;
			readonly entries: readonly { readonly key: Expression; readonly value: Expression }[];
	  }
	/**
	 * A place where an expression should stand and none does, or none that can be understood. Also, with an empty range and without a
	 * problem, the operand of the first filter in `{% filter upper %}` and `{% set x | upper %}`, which is the body of the block.
	 */
	| { readonly kind: 'missing'; readonly range: TextRange };

export interface Argument {
	readonly range: TextRange;
	/** Set for `name=value`. */
	readonly name: string | undefined;
	/** Set for `*list` and `**dictionary`, whose items become arguments. */
	readonly spread: '*' | '**' | undefined;
	readonly value: Expression;
}

/** One place where a name is read. */
export interface VariableUse {
	readonly name: string;
	readonly range: TextRange;
	/** The names read from it, `user.address.city` giving `address`, `city`; empty for the name alone. */
	readonly attributes: readonly string[];
	/**
	 * The nearest place that may have given the value. Undefined for an input of the prompt: a name that is, on some way through the
	 * template, looked up among the values the caller gives. `x` in `{% if a %}{% set x = 1 %}{% endif %}{{ x }}` is such a name.
	 */
	readonly definition: VariableDefinition | undefined;
	/** Equal for all uses and definitions that have to be renamed together; unique within one tree. */
	readonly variable: number;
}

/**
 * One place where the template defines a name. The kind `engine` is a name that is there without being defined: `loop` in a `for`,
 * whose range is the statement's keyword, or `range` everywhere, whose range is empty and stands at the start of the template.
 */
export interface VariableDefinition {
	readonly name: string;
	readonly range: TextRange;
	readonly kind: 'assignment' | 'loop-variable' | 'macro' | 'macro-argument' | 'import' | 'block-parameter' | 'engine';
	/** Where the name is known. For an engine's name the whole template or the body that has it. */
	readonly scope: TextRange;
	/** Equal for all uses and definitions that have to be renamed together; unique within one tree. */
	readonly variable: number;
}

/** A place where the template names another file. */
export interface TemplateReference {
	readonly kind: 'include' | 'extends' | 'import' | 'partial';
	/** Undefined when the name is computed at run time. */
	readonly target: string | undefined;
	/** The expression that names it, quotes included. */
	readonly range: TextRange;
}
