/**
 * Stops a calculation on numbers that are none. Readers of files refuse them with their line, so one that arrives here is
 * a programmer's mistake; carried on, it would turn a verdict into a silent `NaN`.
 *
 * @throws RangeError when a value is NaN or infinite.
 */
export function assertFinite(values: readonly number[]): void {
	for (const value of values) {
		if (!Number.isFinite(value)) throw new RangeError(`Not a finite number: ${value}`);
	}
}
