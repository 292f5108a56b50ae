import { builtInHelpers } from '../../parse/handlebars/known-helpers.ts';
import type { HandlebarsTag } from '../../parse/handlebars/handlebars-tag.ts';
import type { Argument, Expression } from '../../tree/template-tree.ts';
import { Dictionary, Undefined, valueOr } from '../../python/value.ts';
import type { Value } from '../../python/value.ts';
import { RenderError } from '../render-error.ts';
import { scriptTextOf } from '../script-text.ts';
import type { TemplateRequest } from '../template-request.ts';
import { valueHelpers } from './handlebars-helpers.ts';
import type { HelperCall } from './handlebars-helpers.ts';
import { memberOf } from './handlebars-scope.ts';
import type { DataFrame, HandlebarsScope } from './handlebars-scope.ts';

/** Looks up the paths of one template and calls the helpers that give a value. */
export class PathEvaluator {
	readonly #request: TemplateRequest;
	/** True for the prompt itself, whose ranges are those of the file. */
	readonly #isPrompt: boolean;

	constructor(request: TemplateRequest, isPrompt: boolean) {
		this.#request = request;
		this.#isPrompt = isPrompt;
	}

	/** The value of `{{…}}`: a name alone may be a helper without arguments. */
	valueOfOutput(expression: Expression, scope: HandlebarsScope): Value {
		if (expression.kind !== 'name') return this.valueOf(expression, scope);
		const value = this.valueOf(expression, scope);
		const helper = valueHelpers.get(expression.name);
		if (helper === undefined || !(value instanceof Undefined) || scope.parameters.has(expression.name)) return value;
		return helper({ positional: [], named: new Map(), budget: this.#request.budget, output: this.#request.output });
	}

	valueOf(expression: Expression, scope: HandlebarsScope): Value {
		this.#request.budget.spend();
		if (expression.kind === 'name') return this.#nameOf(expression, scope);
		if (expression.kind === 'literal') return expression.value;
		if (expression.kind === 'attribute') return this.#attributeOf(expression, scope);
		if (expression.kind === 'call') return this.#call(expression, scope);
		if (expression.kind !== 'dictionary') return new Undefined('This place is empty');
		return new Dictionary(expression.entries.map(({ key, value }) => [this.valueOf(key, scope), this.valueOf(value, scope)] as const));
	}

	/** The arguments of a helper or partial. */
	callOf(given: readonly Argument[], scope: HandlebarsScope): HelperCall {
		const positional: Value[] = [];
		const named = new Map<string, Value>();
		for (const { name, value } of given) {
			const argument = this.valueOf(value, scope);
			if (name === undefined) positional.push(argument);
			else named.set(name, argument);
		}
		return { positional, named, budget: this.#request.budget, output: this.#request.output };
	}

	/** What a partial is called, which a sub-expression may say. */
	partialName({ subject, name, key }: HandlebarsTag, scope: HandlebarsScope): string {
		if (subject?.kind === 'call') return scriptTextOf(this.valueOf(subject, scope), this.#request.budget);
		if (subject?.kind === 'literal') return String(subject.value);
		return key.startsWith('path:') ? key.slice('path:'.length) : name;
	}

	unknownHelper(name: string): string {
		return `\`${name}\` is not a built-in helper of Handlebars, so this cannot be rendered here. The host may provide it, but a preview cannot show what it does.`;
	}

	#call({ callee, arguments: given, range }: Extract<Expression, { kind: 'call' }>, scope: HandlebarsScope): Value {
		const name = callee.kind === 'name' ? callee.name : '';
		const helper = valueHelpers.get(name);
		if (helper === undefined) {
			if (given.length === 0) return this.valueOf(callee, scope);
			throw new RenderError(this.unknownHelper(name), this.#isPrompt ? range : undefined);
		}
		return helper(this.callOf(given, scope));
	}

	#nameOf({ name, range }: Extract<Expression, { kind: 'name' }>, scope: HandlebarsScope): Value {
		if (name.startsWith('@')) return dataOf(name.slice(1), scope);
		const parameter = scope.parameters.get(name);
		if (parameter !== undefined) return parameter;
		const place = contextAt(name, scope);
		if (place !== 'no path') return valueOr(place, new Undefined('The outermost block has no outer value'));
		const value = memberOf(scope.context, name);
		if (value !== undefined) return value;
		const isInput = scope.outer === undefined && this.#isPrompt && !builtInHelpers.has(name);
		return new Undefined(`\`${name}\` has no value`, isInput ? { name, range } : undefined);
	}

	#attributeOf({ object, name }: Extract<Expression, { kind: 'attribute' }>, scope: HandlebarsScope): Value {
		if (object.kind === 'name' && object.name === '@root')
			return valueOr(memberOf(rootOf(scope), name), new Undefined(`There is no \`${name}\``));
		if (object.kind === 'name' && /^@(?:\.\.\/?)+$/.test(object.name)) return outerData(object.name, name, scope);
		const value = this.valueOf(object, scope);
		if (value instanceof Undefined) return value;
		return valueOr(memberOf(value, name), new Undefined(`There is no \`${name}\``));
	}
}

/** What `this`, `.` and `../..` stand for; `'no path'` for a name. */
function contextAt(path: string, scope: HandlebarsScope): Value | undefined {
	const steps = path.split('/').filter(step => step !== '');
	if (!steps.every(step => step === '..' || step === '.' || step === 'this')) return 'no path';
	let current: HandlebarsScope | undefined = scope;
	for (const step of steps) if (step === '..') current = current?.outer;
	return current?.context;
}

function dataOf(name: string, scope: HandlebarsScope): Value {
	if (name === 'root') return rootOf(scope);
	return valueOr(scope.data.values.get(name), new Undefined(`\`@${name}\` has no value here`));
}

function outerData(path: string, name: string, scope: HandlebarsScope): Value {
	let frame: DataFrame | undefined = scope.data;
	for (const step of path.slice(1).split('/')) if (step === '..') frame = frame?.outer;
	return valueOr(frame?.values.get(name), new Undefined(`\`${path}/${name}\` has no value here`));
}

function rootOf(scope: HandlebarsScope): Value {
	return scope.data.values.get('root') ?? null;
}
