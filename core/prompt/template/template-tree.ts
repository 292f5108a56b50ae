import type { Problem } from '../../problem.ts';
import type { TextRange } from '../../text-range.ts';

/** The template languages of prompt files. Each has one parser below this folder, all of them give a `TemplateTree`. */
export type TemplateLanguage = 'jinja2' | 'handlebars' | 'mustache' | 'f-string' | 'semantic-kernel' | 'simple' | 'vscode-input';

/**
 * A parsed template. Parsing never fails: what could not be understood is an `ErrorNode` and a problem.
 *
 * Invariants, checked by tests on every prefix of many files:
 * the top nodes tile `range` without gap or overlap, the children of a block and its tags tile the block,
 * and every nested range lies inside its parent's.
 */
export interface TemplateTree {
	readonly language: TemplateLanguage;
	/** The part of the file that was parsed; all ranges in the tree are offsets of the file. */
	readonly range: TextRange;
	readonly nodes: readonly TemplateNode[];
	readonly problems: readonly Problem[];
	/** Every name that is read, in order of appearance, each bound to its definition. */
	readonly uses: readonly VariableUse[];
	/** Every name the template itself defines. */
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
	| { readonly kind: 'slice'; readonly range: TextRange; readonly parts: readonly Expression[] }
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
	/** A place where an expression should stand and none does, or none that can be understood. */
	| { readonly kind: 'missing'; readonly range: TextRange };

export interface Argument {
	readonly range: TextRange;
	/** Set for `name=value`. */
	readonly name: string | undefined;
	readonly value: Expression;
}

/** One place where a name is read. */
export interface VariableUse {
	readonly name: string;
	readonly range: TextRange;
	/** The names read from it, `user.address.city` giving `address`, `city`; empty for the name alone. */
	readonly attributes: readonly string[];
	/** Undefined for a name the template does not define itself: an input of the prompt. */
	readonly definition: VariableDefinition | undefined;
}

/** One place where the template defines a name. */
export interface VariableDefinition {
	readonly name: string;
	readonly range: TextRange;
	readonly kind: 'assignment' | 'loop-variable' | 'macro' | 'macro-argument' | 'import' | 'block-parameter' | 'engine';
	/** Where the name is known. */
	readonly scope: TextRange;
}

/** A place where the template names another file. */
export interface TemplateReference {
	readonly kind: 'include' | 'extends' | 'import' | 'partial';
	/** Undefined when the name is computed at run time. */
	readonly target: string | undefined;
	readonly range: TextRange;
}
