import { withoutUndefined } from '../../base/without-undefined.ts';
import { mean } from '../../statistics/descriptive/mean.ts';
import { percentileOf } from '../../statistics/descriptive/percentile.ts';
import type { RunRecord } from './run-record.ts';
import type { Sample } from './sample.ts';
import { errorScore } from './error-score.ts';
import type { ErrorPolicy, ScoredMetric } from './error-score.ts';
import { errorOf } from './sample-error.ts';
import { setOwnValue } from '../../base/set-own-value.ts';

/** What the samples of one run say of it as a whole. */
export interface SampleSummary {
	/** Mean of each metric over cases; several answers to one case are averaged first. Sorted by name. */
	readonly metrics: Readonly<Record<string, number>>;
	readonly usage: RunRecord['usage'];
	/** Samples that ended in an error. */
	readonly errorCount: number;
}

/** How errors are scored: the policy, and what the experiment declares of its metrics. */
export interface ErrorRule {
	readonly policy: ErrorPolicy;
	readonly metrics: Readonly<Record<string, Pick<ScoredMetric, 'goal' | 'worst'>>>;
}

/** Takes in the samples of a run one by one and keeps of each no more than its numbers. */
export class SampleSummarizer {
	/** Case id to its number, in which the answers to it are added up. */
	readonly #cases = new Map<string, number>();
	readonly #scores = new Map<string, CaseScores>();
	readonly #errors: number[] = [];
	readonly #costs: number[] = [];
	#hasUnknownCost = false;
	readonly #latencies: number[] = [];
	#inputTokens: number | undefined;
	#outputTokens: number | undefined;
	#count = 0;

	/** Samples taken in so far. */
	get count(): number {
		return this.#count;
	}

	add(sample: Sample): void {
		this.#count++;
		const position = this.#cases.get(sample.case) ?? this.#cases.size;
		this.#cases.set(sample.case, position);
		if (typeof sample.cost_usd === 'number') this.#costs.push(sample.cost_usd);
		if (sample.cost_usd === null) this.#hasUnknownCost = true;
		if (typeof sample.latency_ms === 'number') this.#latencies.push(sample.latency_ms);
		this.#inputTokens = plus(this.#inputTokens, sample['input_tokens']);
		this.#outputTokens = plus(this.#outputTokens, sample['output_tokens']);
		const isError = errorOf(sample) !== undefined;
		if (isError) this.#errors.push(position);
		for (const [name, score] of Object.entries(sample.scores)) {
			const scores = this.#scores.get(name) ?? new CaseScores();
			this.#scores.set(name, scores);
			if (!isError) scores.add(position, score);
		}
	}

	/** The summary of all samples so far. */
	summary({ policy, metrics: declared }: ErrorRule): SampleSummary {
		const metrics: Record<string, number> = {};
		for (const [name, scores] of [...this.#scores].sort(([left], [right]) => (left < right ? -1 : 1))) {
			const metric = Object.hasOwn(declared, name) ? declared[name] : undefined;
			const score = errorScore(policy, { goal: 'maximize', ...metric, isShare: scores.isShare });
			const means = scores.means(score === undefined ? [] : this.#errors, score ?? 0);
			if (means.length > 0) setOwnValue(metrics, name, mean(means));
		}
		return { metrics, usage: this.#usage(), errorCount: this.#errors.length };
	}

	/** Tokens and costs in sum, the costs null where a sample says that its own is not known; latencies as nearest-rank percentiles; undefined when no sample says any. */
	#usage(): RunRecord['usage'] {
		const costs = this.#costs;
		const latencies = this.#latencies.toSorted((a, b) => a - b);
		const tokens = withoutUndefined({ input_tokens: this.#inputTokens, output_tokens: this.#outputTokens });
		if (costs.length === 0 && !this.#hasUnknownCost && latencies.length === 0 && Object.keys(tokens).length === 0) return undefined;
		return {
			...tokens,
			...(this.#hasUnknownCost ? { cost_usd: null } : costs.length > 0 ? { cost_usd: sumOf(costs) } : {}),
			...(latencies.length > 0 ? { latency_ms: { p50: percentileOf(latencies, 0.5), p95: percentileOf(latencies, 0.95) } } : {}),
		};
	}
}

function sumOf(costs: readonly number[]): number {
	return Number(costs.reduce((sum, cost) => sum + cost, 0).toPrecision(12));
}

function plus(sum: number | undefined, count: unknown): number | undefined {
	return typeof count === 'number' && count >= 0 ? (sum ?? 0) + count : sum;
}

/** The scores of one metric by case. */
class CaseScores {
	readonly #sums: (number | undefined)[] = [];
	readonly #counts: number[] = [];
	/** Subtracted from each score, so that the mean of equal scores is that score, bit for bit; see mean.ts. */
	readonly #origins: number[] = [];
	#isShare = true;

	/** Whether every score lies in [0, 1]. */
	get isShare(): boolean {
		return this.#isShare;
	}

	add(position: number, score: number): void {
		this.#isShare &&= score >= 0 && score <= 1;
		const sum = this.#sums[position];
		if (sum === undefined) this.#origins[position] = score;
		this.#sums[position] = (sum ?? 0) + score - (this.#origins[position] ?? 0);
		this.#counts[position] = (this.#counts[position] ?? 0) + 1;
	}

	/** The mean of each case that has a score, `fill` among them for each position in `filled`. */
	means(filled: readonly number[], fill: number): number[] {
		const extra = new Map<number, number>();
		for (const position of filled) extra.set(position, (extra.get(position) ?? 0) + 1);
		const positions = extra.size === 0 ? this.#sums.keys() : new Set([...this.#sums.keys(), ...extra.keys()]);
		const means: number[] = [];
		for (const position of positions) {
			const value = this.#mean(position, extra.get(position) ?? 0, fill);
			if (value !== undefined) means.push(value);
		}
		return means;
	}

	#mean(position: number, fillCount: number, fill: number): number | undefined {
		const count = this.#counts[position] ?? 0;
		if (count + fillCount === 0) return undefined;
		const [origin, sum] = [this.#origins[position] ?? 0, this.#sums[position] ?? 0];
		return fillCount === 0 ? origin + sum / count : (count * origin + sum + fillCount * fill) / (count + fillCount);
	}
}
