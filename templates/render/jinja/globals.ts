import { ArgumentReader } from '../../python/argument-reader.ts';
import { itemsOf } from '../../python/collection.ts';
import { Callable, Dictionary, Members } from '../../python/value.ts';
import type { CallArguments, Value } from '../../python/value.ts';
import type { RenderBudget } from '../render-budget.ts';
import { RenderError } from '../render-error.ts';
import { keyText } from '../../python/key-text.ts';

/** The functions that are there without being given, but for `lipsum`, which gives another text each time. */
export function jinjaGlobals(budget: RenderBudget): ReadonlyMap<string, Value> {
	return new Map<string, Value>([
		['cycler', new Callable('class cycler', ({ positional }) => cycler(positional))],
		['dict', new Callable('class dict', given => dictionaryOf(given))],
		['joiner', new Callable('class joiner', given => joiner(given))],
		['namespace', new Callable('class namespace', given => namespaceOf(given))],
		['range', new Callable('class range', given => rangeOf(given, budget))],
	]);
}

/** As in the sandbox of Jinja. */
const greatestRange = 100_000;

function rangeOf({ positional, named }: CallArguments, budget: RenderBudget): Value {
	const reader = new ArgumentReader('range', { positional, named }, ['start', 'stop', 'step']);
	const [start, stop] = positional.length < 2 ? [0, reader.whole('start')] : [reader.whole('start'), reader.whole('stop')];
	const step = reader.whole('step', 1);
	if (step === 0) throw new RenderError('A range cannot have a step of zero. Use another step.');
	const count = Math.max(0, Math.ceil((stop - start) / step));
	if (count > greatestRange)
		throw new RenderError(`A range can have at most ${greatestRange} numbers, but this one has ${count}. Shorten it.`);
	budget.build(count);
	return Array.from({ length: count }, (_, index) => start + index * step);
}

function dictionaryOf({ positional: [first], named }: CallArguments): Dictionary {
	const dictionary = new Dictionary();
	if (first instanceof Dictionary) for (const [key, value] of first.entries()) dictionary.set(key, value);
	else if (first !== undefined) {
		for (const pair of itemsOf(first)) {
			const [key, value] = itemsOf(pair);
			if (key === undefined || value === undefined)
				throw new RenderError('A dictionary is made from pairs of key and value. Use pairs.');
			dictionary.set(key, value);
		}
	}
	for (const [key, value] of named) dictionary.set(key, value);
	return dictionary;
}

function namespaceOf(given: CallArguments): Members {
	const members = new Map<string, Value>();
	for (const [key, value] of dictionaryOf(given).entries()) members.set(keyText(key), value);
	return new Members('Namespace', name => members.get(name), { write: (name, value) => void members.set(name, value) });
}

function cycler(items: readonly Value[]): Value {
	if (items.length === 0) throw new RenderError('A cycler needs at least one item. Add one.');
	let position = 0;
	const current = (): Value => items[position] ?? null;
	const next = new Callable('method next', () => {
		const item = current();
		position = (position + 1) % items.length;
		return item;
	});
	const reset = new Callable('method reset', () => {
		position = 0;
		return null;
	});
	return new Members('Cycler', name => (name === 'next' ? next : name === 'reset' ? reset : name === 'current' ? current() : undefined));
}

function joiner(given: CallArguments): Value {
	const separator = new ArgumentReader('joiner', given, ['sep']).text('sep', ', ');
	let wasUsed = false;
	return new Callable('Joiner', () => {
		const text = wasUsed ? separator : '';
		wasUsed = true;
		return text;
	});
}
