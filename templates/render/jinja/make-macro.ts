import type { Parameter } from '../../parse/jinja/statement/jinja-statement.ts';
import type { TemplateNode } from '../../tree/template-tree.ts';
import { walkExpressions } from '../../tree/template-walk.ts';
import { Callable, Dictionary, Tuple, Undefined, valueOr } from '../../python/value.ts';
import type { CallArguments, Value } from '../../python/value.ts';
import { RenderError } from '../render-error.ts';
import { Frame } from './frame.ts';

/** A macro, or the body of a call block. */
export interface MacroDefinition {
	/** As it is called. */
	readonly name: string;
	readonly parameters: readonly Parameter[];
	readonly body: readonly TemplateNode[];
	/** The names it sees beside its own. */
	readonly frame: Frame;
	/** Whether it takes a caller even if it does not mention one; it is then ignored. */
	readonly evaluate: (expression: NonNullable<Parameter['defaultValue']>, frame: Frame) => Value;
	/** Prints the body and gives what it printed. */
	readonly run: (nodes: readonly TemplateNode[], frame: Frame) => string;
}

/** A function that prints `body` with its arguments as names. */
export function makeMacro(definition: MacroDefinition): Callable {
	const { name, parameters, body, run } = definition;
	const mentioned = new Set(Array.from(walkExpressions(body), expression => (expression.kind === 'name' ? expression.name : '')));
	const members = new Map<string, Value>([
		['name', name],
		['arguments', new Tuple(parameters.map(parameter => parameter.name.name))],
		['caller', mentioned.has('caller')],
		['catch_kwargs', mentioned.has('kwargs')],
		['catch_varargs', mentioned.has('varargs')],
	]);
	return new Callable(`Macro '${name}'`, given => run(body, bindArguments(definition, given, mentioned)), members);
}

function bindArguments(definition: MacroDefinition, { positional, named }: CallArguments, mentioned: ReadonlySet<string>): Frame {
	const { name, parameters, evaluate } = definition;
	const frame = new Frame(definition.frame);
	const rest = new Map(named);
	for (const [
		index,
		{
			name: { name: parameter },
			defaultValue,
		},
	] of parameters.entries()) {
		const byName = rest.get(parameter);
		if (byName !== undefined && index < positional.length)
			throw new RenderError(`\`${name}\` gets \`${parameter}\` twice. Remove one of them.`);
		rest.delete(parameter);
		const given = index < positional.length ? positional[index] : byName;
		const usual = (): Value =>
			defaultValue === undefined ? new Undefined(`\`${parameter}\` was not given to \`${name}\``) : evaluate(defaultValue, frame);
		frame.set(parameter, given === undefined ? usual() : given);
	}
	if (mentioned.has('caller') && !parameters.some(parameter => parameter.name.name === 'caller')) {
		frame.set('caller', valueOr(rest.get('caller'), new Undefined(`No \`call\` block calls \`${name}\``)));
		rest.delete('caller');
	}
	takeRest(definition, { positional: positional.slice(parameters.length), named: rest }, { frame, mentioned });
	return frame;
}

function takeRest(
	{ name, parameters }: MacroDefinition,
	{ positional, named }: CallArguments,
	{ frame, mentioned }: { readonly frame: Frame; readonly mentioned: ReadonlySet<string> },
): void {
	if (mentioned.has('kwargs')) frame.set('kwargs', new Dictionary(named));
	else if (named.size > 0)
		throw new RenderError(`\`${name}\` has no argument \`${[...named.keys()].join('`, `')}\`. Remove it or correct its name.`);
	if (mentioned.has('varargs')) frame.set('varargs', new Tuple(positional));
	else if (positional.length > 0) throw new RenderError(`\`${name}\` takes at most ${parameters.length} arguments. Remove the others.`);
}
