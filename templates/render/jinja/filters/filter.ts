import { ArgumentReader } from '../../../python/argument-reader.ts';
import type { CallArguments, Value } from '../../../python/value.ts';
import type { MissingInputs } from '../../missing-inputs.ts';
import type { RenderBudget } from '../../render-budget.ts';

/** What filters and tests work with beside the value. */
export interface FilterContext {
	readonly budget: RenderBudget;
	readonly missing: MissingInputs;
	/** Applies the filter of that name, as `map` does. */
	filter(name: string, value: Value, given: CallArguments): Value;
	/** Applies the test of that name, as `select` does. */
	test(name: string, value: Value, given: CallArguments): boolean;
}

export type Filter = (value: Value, given: CallArguments, context: FilterContext) => Value;

/** A filter whose arguments have names. */
export function filterOf(
	name: string,
	parameters: readonly string[],
	apply: (value: Value, given: ArgumentReader, context: FilterContext) => Value,
): readonly [string, Filter] {
	return [name, (value, given, context) => apply(value, new ArgumentReader(name, given, parameters), context)];
}
