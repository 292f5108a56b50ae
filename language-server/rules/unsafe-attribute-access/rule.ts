import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import { walkExpressions } from '../../../templates/api.ts';
import type { Argument, Expression } from '../../../templates/api.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { PromptRule } from '../rule.ts';

export const unsafeAttributeAccess: PromptRule = {
	id: 'unsafe-attribute-access',
	appliesTo: 'prompt',
	summary: 'an attribute such as `__class__` or `__proto__` that exposes the host program to the template.',
	severity: 'warning',
	group: 'variables',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'GHSA-6qv9-48xg-fc7f, template injection in LangChain; microsoft/prompty, spec/jinja-subset.md, section 4.',

	*check(prompt) {
		for (const { name, range } of accesses(prompt)) {
			yield {
				range,
				message: `“${name}” exposes the host program; template injection uses it to read secrets or run code. Remove it and pass the value as an input.`,
			};
		}
	},
};

interface Access {
	readonly name: string;
	readonly range: TextRange;
}

function accesses({ template }: Prompt): readonly Access[] {
	const isUnsafe = (name: string): boolean => dunder.test(name) || (template.language !== 'f-string' && prototypeNames.has(name));
	return [...walkExpressions(template.nodes)].flatMap(accessesIn).filter(({ name }) => isUnsafe(name));
}

/** Attributes of Python objects that lead to their class, module or code. Those of one's own have other names. */
const dunder =
	/^__(?:base|bases|builtins|call|class|closure|code|defaults|dict|func|getattribute|globals|import|init|init_subclass|loader|module|mro|reduce|reduce_ex|self|spec|subclasses|wrapped)__$/;

/** The same in JavaScript. `constructor` alone may be a field of one’s own; see `accessesIn`. */
const prototypeNames: ReadonlySet<string> = new Set(['__proto__', '__defineGetter__', '__lookupGetter__', 'constructor']);

function accessesIn(expression: Expression): readonly Access[] {
	if (expression.kind === 'attribute') {
		const own = expression.name === 'constructor' ? [] : [{ name: expression.name, range: expression.nameRange }];
		return [...own, ...constructorBelow(expression.object)];
	}
	if (expression.kind === 'index') return [...literalName(expression.index), ...constructorBelow(expression.object)];
	if (expression.kind === 'filter') return expression.name === 'attr' ? literalNames(expression.arguments) : [];
	if (expression.kind !== 'call') return [];
	const isLookup = expression.callee.kind === 'name' && expression.callee.name === 'lookup';
	return isLookup ? literalNames(expression.arguments) : constructorBelow(expression.callee);
}

function literalNames(args: readonly Argument[]): readonly Access[] {
	return args.flatMap(({ value }) => literalName(value));
}

/** A constructor that is called, or that something is read from, is that of the language. */
function constructorBelow(object: Expression): readonly Access[] {
	return object.kind === 'attribute' && object.name === 'constructor' ? [{ name: object.name, range: object.nameRange }] : [];
}

function literalName(expression: Expression): readonly Access[] {
	return expression.kind === 'literal' && typeof expression.value === 'string'
		? [{ name: expression.value, range: expression.range }]
		: [];
}
