import { canonicalJson } from '../../../../base/canonical-json.ts';
import { objectOf } from '../../reading/json-values.ts';
import type { PromptfooRow } from './read-rows.ts';

/**
 * Tells which tests are one case. `--repeat` gives every repetition an index of its own, with the same variables and the same
 * assertions; such tests are answers to one case, and the numbers of the cases are those of a file without repetition.
 */
export class CaseNumbers {
	/** Content of the test by its index. */
	readonly #contents = new Map<number, string>();
	#numbers: ReadonlyMap<number, number> | undefined;

	/** Takes in one row; rows stand in the order in which they were completed. */
	add({ testIndex, result }: PromptfooRow): void {
		if (this.#contents.has(testIndex)) return;
		const test = objectOf(result['testCase']);
		const vars = objectOf(result['vars']);
		const isEmpty = Object.keys(test).length === 0 && Object.keys(vars).length === 0;
		// Tests that say nothing of themselves may be any tests.
		this.#contents.set(testIndex, isEmpty ? `test ${testIndex}` : canonicalJson([vars, test]));
		this.#numbers = undefined;
	}

	/** The number of the case that a test belongs to: 0, 1, 2 … in order of the tests. */
	numberOf(testIndex: number): number {
		this.#numbers ??= numbered(this.#contents);
		return this.#numbers.get(testIndex) ?? testIndex;
	}
}

function numbered(contents: ReadonlyMap<number, string>): ReadonlyMap<number, number> {
	const cases = new Map<string, number>();
	const numbers = new Map<number, number>();
	for (const [testIndex, content] of [...contents].sort(([left], [right]) => left - right)) {
		const number = cases.get(content) ?? cases.size;
		cases.set(content, number);
		numbers.set(testIndex, number);
	}
	return numbers;
}
