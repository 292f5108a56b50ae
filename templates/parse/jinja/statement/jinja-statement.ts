import type { TextRange } from '../../../text/text-range.ts';
import type { Expression, TemplateNode, TemplateReference } from '../../../tree/template-tree.ts';

export type NameExpression = Extract<Expression, { kind: 'name' }>;

/** One argument in the signature of a macro or of a call block. */
export interface Parameter {
	readonly name: NameExpression;
	readonly defaultValue: Expression | undefined;
}

/**
 * What a statement tag means, which is more than the tree shows: there, every tag is a word and expressions. Scope analysis and the
 * checks of whole templates work on it. A tag that is broken has as much of its meaning as could be read.
 */
export type JinjaStatement = {
	/** What the statement evaluates, in order of appearance. */
	readonly expressions: readonly Expression[];
} &
	/** `do`, `print`, `else`, `break`, `continue`, end tags and tags unknown to Jinja; `if` and `elif` are conditions. */
	(
		| { readonly kind: 'simple' | 'condition' | 'autoescape' | 'filter' }
		| {
				readonly kind: 'for';
				readonly target: Expression;
				readonly iterable: Expression;
				readonly filter: Expression | undefined;
				readonly isRecursive: boolean;
		  }
		/** `{% set x = 1 %}`, and `{% set x %}…{% endset %}`, which captures its body. */
		| { readonly kind: 'assign' | 'capture'; readonly target: Expression }
		/** All of them are assigned at once: a value does not see the names before it. */
		| { readonly kind: 'with'; readonly targets: readonly Expression[] }
		| { readonly kind: 'macro'; readonly name: NameExpression | undefined; readonly parameters: readonly Parameter[] }
		| { readonly kind: 'call'; readonly parameters: readonly Parameter[]; readonly call: Expression }
		| {
				readonly kind: 'block';
				readonly name: string | undefined;
				readonly nameRange: TextRange;
				readonly isScoped: boolean;
				readonly isRequired: boolean;
		  }
		/** `include`, `extends`, `import` and `from`; the last two define names. */
		| {
				readonly kind: 'reference';
				readonly referenceKind: TemplateReference['kind'];
				readonly template: Expression;
				readonly targets: readonly NameExpression[];
				/** For each target what it is called in the other template; empty when the whole template gets a name. */
				readonly importedNames: readonly string[];
				/** Whether the other template sees the names of this one, when the tag says so: an include does unless it is told not to. */
				readonly withContext: boolean | undefined;
				/** True for an include that does nothing when the template is not there. */
				readonly ignoresMissing: boolean;
		  }
		| { readonly kind: 'trans'; readonly variables: readonly TransVariable[] }
		| { readonly kind: 'pluralize'; readonly name: NameExpression | undefined }
	);

export type StatementOf<Kind extends JinjaStatement['kind']> = Extract<JinjaStatement, { kind: Kind }>;

/** `name=value`, or `name` alone, which is a name of the template around. */
export interface TransVariable {
	readonly name: NameExpression;
	readonly value: Expression | undefined;
}

/** The defaults of those parameters that have one. */
export function defaultValues(parameters: readonly Parameter[]): readonly Expression[] {
	return parameters.flatMap(({ defaultValue }) => defaultValue ?? []);
}

/** The names a target stores to; `namespace.attribute` stores to none, it changes the value of one. */
export function targetNames(target: Expression): readonly NameExpression[] {
	if (target.kind === 'name') return [target];
	return target.kind === 'tuple' ? target.items.flatMap(targetNames) : [];
}

/** The `namespace.attribute` parts of a target. */
export function targetNamespaces(target: Expression): readonly Expression[] {
	if (target.kind === 'attribute') return [target];
	return target.kind === 'tuple' ? target.items.flatMap(targetNamespaces) : [];
}

/** The names that a translation gives a value itself; `name` alone in its tag only mentions a name of the template around. */
export function givenNames({ variables }: StatementOf<'trans'>): ReadonlySet<string> {
	return new Set(variables.filter(({ value }) => value !== undefined).map(({ name }) => name.name));
}

/** True for `{{ name }}` with one of `names`. */
export function printsOneOf(node: TemplateNode, names: ReadonlySet<string>): boolean {
	return node.kind === 'output' && node.expression.kind === 'name' && names.has(node.expression.name);
}
