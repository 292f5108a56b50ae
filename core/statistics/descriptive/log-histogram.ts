/** Each bucket reaches so much further than the one before; a quantile is right to half a percent. */
const growth = 1.01;
const logGrowth = Math.log(growth);

/**
 * Quantiles of any number of values in bounded memory: values of at least 0 are counted in buckets that grow by 1 %, so that a
 * quantile is right to half a percent. Below 1e-9 a value counts as 0.
 *
 * Source: C. Masson, J. E. Rim and H. K. Lee (2019), DDSketch, PVLDB 12(12), 2195–2205.
 */
export class LogHistogram {
	readonly #buckets = new Map<number, number>();
	#count = 0;

	get count(): number {
		return this.#count;
	}

	/** @throws RangeError for a value that is negative or not finite. */
	add(value: number): void {
		if (!(value >= 0 && Number.isFinite(value))) throw new RangeError(`Not a size: ${value}`);
		const bucket = value < 1e-9 ? Number.MIN_SAFE_INTEGER : Math.ceil(Math.log(value) / logGrowth);
		this.#buckets.set(bucket, (this.#buckets.get(bucket) ?? 0) + 1);
		this.#count++;
	}

	/** The smallest value that at least `share` of all do not exceed, rounded to three digits. Undefined without values. */
	quantile(share: number): number | undefined {
		const rank = Math.max(1, Math.ceil(this.#count * share));
		let seen = 0;
		for (const [bucket, count] of [...this.#buckets].toSorted(([left], [right]) => left - right)) {
			seen += count;
			if (seen >= rank)
				return bucket === Number.MIN_SAFE_INTEGER ? 0 : Number(((2 * growth ** bucket) / (growth + 1)).toPrecision(3));
		}
		return undefined;
	}
}
