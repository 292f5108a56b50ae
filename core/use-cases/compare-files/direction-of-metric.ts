import type { MetricGoal } from '../../formats/experiment/experiment.ts';

/** Words in the name of a metric of which less is better. */
const lessIsBetter: ReadonlySet<string> = new Set([
	...['brier', 'cer', 'ece', 'entropy', 'err', 'error', 'errors', 'loss', 'mae', 'mape', 'mse', 'nll', 'perplexity', 'ppl', 'rmse'],
	...['cost', 'duration', 'latency', 'millis', 'ms', 'price', 'retries', 'seconds', 'time', 'timeout', 'timeouts', 'tokens', 'usd'],
	...['bias', 'distance', 'edits', 'failed', 'failure', 'failures', 'hallucinated', 'hallucination', 'hallucinations', 'harm'],
	...['harmful', 'penalty', 'refusal', 'refusals', 'regret', 'ter', 'toxic', 'toxicity', 'violation', 'violations', 'wer'],
]);

/** Which direction of a metric is better, guessed from the words of its name: `val_loss` less, `f1` and `accuracy` more. */
export function directionOfMetric(name: string): MetricGoal {
	return wordsOf(name).some(word => lessIsBetter.has(word)) ? 'minimize' : 'maximize';
}

/** Numbers that tables carry beside the scores and that measure nothing. */
const bookkeeping: ReadonlySet<string> = new Set([
	...['attempt', 'created', 'created_at', 'epoch', 'index', 'line', 'line_number', 'position', 'repeat', 'row', 'seed'],
	...['step', 'timestamp', 'trial', 'updated_at', 'version'],
]);

/** True for a column that counts or dates the rows, such as `seed` and `timestamp`. */
export function isBookkeeping(name: string): boolean {
	return bookkeeping.has(name.toLowerCase().replace(/[\s-]+/g, '_'));
}

/** `avgTokenCost` and `avg_token-cost` as `avg`, `token`, `cost`. */
function wordsOf(name: string): readonly string[] {
	return name
		.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^a-z0-9]+/);
}
