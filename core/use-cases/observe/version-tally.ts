import type { ObservedVersion } from '../../formats/observation/observation-file.ts';
import type { ProductionRecord } from '../../formats/observation/parse-record-line.ts';
import { errorOf } from '../../formats/run/sample-error.ts';
import { LogHistogram } from '../../statistics/descriptive/log-histogram.ts';

/** A record may name anything; more metrics than this are a mistake, and would be kept for ever. */
const mostMetrics = 100;

/** Takes in the records of one version in one window and keeps their numbers. */
export class VersionTally {
	readonly #errors = { total: 0, refused: 0, timeout: 0, failed: 0 };
	readonly #metrics = new Map<string, { n: number; sum: number; squares: number }>();
	readonly #latency = new LogHistogram();
	#records = 0;
	#cost: number | undefined;

	add(record: ProductionRecord): void {
		this.#records++;
		if (typeof record.latency_ms === 'number') this.#latency.add(record.latency_ms);
		if (typeof record.cost_usd === 'number') this.#cost = (this.#cost ?? 0) + record.cost_usd;
		const error = errorOf(record);
		if (error !== undefined) {
			this.#errors.total++;
			this.#errors[error.kind]++;
			return;
		}
		for (const [metric, score] of Object.entries(record.scores ?? {})) this.#score(metric, score);
		if (typeof record.feedback === 'number') this.#score('feedback', record.feedback);
	}

	/** As the file has it. Metrics are sorted by name. */
	result(): ObservedVersion {
		const [p50, p95] = [this.#latency.quantile(0.5), this.#latency.quantile(0.95)];
		const metrics = [...this.#metrics]
			.toSorted(([left], [right]) => (left < right ? -1 : 1))
			.map(([metric, { n, sum, squares }]) => [metric, { n, mean: round(sum / n), sum_sq: round(squares) }] as const);
		return {
			records: this.#records,
			errors: { ...this.#errors },
			metrics: Object.fromEntries(metrics),
			...(p50 === undefined || p95 === undefined ? {} : { latency_ms: { p50, p95 } }),
			...(this.#cost === undefined ? {} : { cost_usd: round(this.#cost) }),
		};
	}

	#score(metric: string, score: number): void {
		const known = this.#metrics.get(metric);
		if (known === undefined && (this.#metrics.size >= mostMetrics || metric.length > 100)) return;
		const { n, sum, squares } = known ?? { n: 0, sum: 0, squares: 0 };
		this.#metrics.set(metric, { n: n + 1, sum: sum + score, squares: squares + score * score });
	}
}

/** Twelve digits: what the order of adding changes is left out, so that the same records give the same file. */
function round(value: number): number {
	return Number(value.toPrecision(12));
}
