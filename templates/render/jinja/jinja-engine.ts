import { nearestWord } from '../../text/nearest-word.ts';
import { textOf } from '../../python/python-text.ts';
import { Undefined } from '../../python/value.ts';
import type { CallArguments, Value } from '../../python/value.ts';
import type { MissingInputs } from '../missing-inputs.ts';
import type { RenderBudget } from '../render-budget.ts';
import { RenderError } from '../render-error.ts';
import { dataFilters } from './filters/data-filters.ts';
import type { Filter, FilterContext } from './filters/filter.ts';
import { jinjaGlobals } from './globals.ts';
import { listFilters } from './filters/list-filters.ts';
import { numberFilters } from './filters/number-filters.ts';
import { selectionFilters } from './filters/selection-filters.ts';
import { jinjaTests } from './tests.ts';
import { textFilters } from './filters/text-filters.ts';

/**
 * Jinja's built-in filters but for `pprint`, `random`, `urlize` and `xmlattr`: a preview shows the same text each time, and prompts are
 * no pages.
 */
export const jinjaFilters: ReadonlyMap<string, Filter> = new Map([
	...dataFilters,
	...listFilters,
	...numberFilters,
	...selectionFilters,
	...textFilters,
]);

/** What all templates of one rendering share: filters, tests, functions, and what the rendering costs. */
export class JinjaEngine implements FilterContext {
	readonly budget: RenderBudget;
	readonly missing: MissingInputs;
	readonly globals: ReadonlyMap<string, Value>;

	constructor(budget: RenderBudget, missing: MissingInputs) {
		this.budget = budget;
		this.missing = missing;
		this.globals = jinjaGlobals(budget);
	}

	filter(name: string, value: Value, given: CallArguments): Value {
		this.budget.spend();
		const filter = jinjaFilters.get(name);
		if (filter === undefined) throw new RenderError(unknown('filter', name, [...jinjaFilters.keys()]));
		return filter(value, given, this);
	}

	test(name: string, value: Value, given: CallArguments): boolean {
		this.budget.spend();
		const test = jinjaTests.get(name);
		if (test === undefined) throw new RenderError(unknown('test', name, [...jinjaTests.keys()]));
		return test(value, given, this);
	}

	/** What printing `value` shows; an input without a value is noted. */
	print(value: Value): string {
		if (value instanceof Undefined && value.input !== undefined) return this.missing.textFor(value.input);
		return textOf(value, this.budget);
	}
}

function unknown(kind: string, name: string, known: readonly string[]): string {
	const similar = nearestWord(name, known);
	const advice =
		similar === undefined ? 'The host may provide it, but a preview cannot show what it does.' : `Did you mean \`${similar}\`?`;
	return `\`${name}\` is not a built-in ${kind} of Jinja, so this cannot be rendered here. ${advice}`;
}
