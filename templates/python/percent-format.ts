import type { RenderBudget } from '../render/render-budget.ts';
import { RenderError } from '../render/render-error.ts';
import { typeName } from './collection.ts';
import { formatNumber, padded } from './format-specification.ts';
import type { FormatSpecification } from './format-specification.ts';
import { sourceOf, textOf } from './python-text.ts';
import { Dictionary, numberOf, Tuple } from './value.ts';
import type { Value } from './value.ts';
import { charactersOf } from './characters.ts';

const field = /%(?:\((?<key>[^()]*)\))?(?<flags>[-+ #0]*)(?<width>\d*)(?:\.(?<precision>\d*))?(?<type>[^])?/gu;

/** `template % values` of Python: `%s`, `%5.2f`, `%(name)s`. Source: “printf-style String Formatting” of its documentation. */
export function percentFormat(template: string, values: Value, budget: RenderBudget): string {
	const positional = values instanceof Tuple ? values.items : [values];
	let next = 0;
	let length = 0;
	const take = (key: string | undefined): Value => {
		if (key !== undefined) return entryOf(values, key);
		const value = positional[next++];
		if (value === undefined) throw new RenderError('There are fewer values than fields such as `%s`. Add the missing ones.');
		return value;
	};
	const text = template.replace(field, (...found: unknown[]) => {
		const groups = found.at(-1) as Readonly<Record<string, string | undefined>>;
		if (groups['type'] === '%') return '%';
		const written = formatField(take(groups['key']), groups, budget);
		length += written.length;
		budget.build(length);
		return written;
	});
	if (next < positional.length && !(values instanceof Dictionary)) {
		throw new RenderError('There are more values than fields such as `%s`. Remove the unused values.');
	}
	return text;
}

function formatField(value: Value, groups: Groups, budget: RenderBudget): string {
	const { precision, type = '' } = groups;
	const specification = specificationOf(groups);
	if ('sra'.includes(type) && type !== '') {
		const text = type === 's' ? textOf(value, budget) : sourceOf(value, budget);
		const short = precision === undefined ? text : charactersOf(text).slice(0, Number(precision)).join('');
		return padded(short, specification, '>', budget);
	}
	if (type === 'c' && typeof value === 'string') return padded(value, specification, '>', budget);
	if (!/^[diuoxXeEfFgGc]$/.test(type)) {
		throw new RenderError(`Python does not know the field \`%${type}\`. Correct it, or write \`%%\`.`);
	}
	const number = numberOf(value);
	if (number === undefined) throw new RenderError(`\`%${type}\` needs a number, but this is ${typeName(value)}. Use \`%s\`.`);
	const isWhole = 'diu'.includes(type);
	return formatNumber(isWhole ? Math.trunc(number) : number, !isWhole && !'oxXc'.includes(type), specification, budget);
}

function specificationOf({ flags = '', width = '', precision, type = '' }: Groups): FormatSpecification {
	const isLeft = flags.includes('-');
	return {
		fill: ' ',
		align: isLeft ? '<' : '',
		sign: flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '',
		isAlternate: flags.includes('#'),
		isZeroPadded: flags.includes('0') && !isLeft,
		width: Number(width),
		grouping: '',
		precision: precision === undefined ? undefined : Math.min(Number(precision), 100),
		type: 'iu'.includes(type) ? 'd' : type,
	};
}

type Groups = Readonly<Record<string, string | undefined>>;

function entryOf(values: Value, key: string): Value {
	const value = values instanceof Dictionary ? values.get(key) : undefined;
	if (value === undefined) throw new RenderError(`The entry of \`%(${key})\` is missing. Correct the name.`);
	return value;
}
