import type { ModelFacts } from './model-facts.ts';

/** Days for which what the catalogue says is taken for the truth. */
const trustedDays = 90;

/** True while facts are not older than 90 days. Those of the workspace's own models are kept by their owner and do not age. */
export function isFresh({ date }: Pick<ModelFacts, 'date'>, today: string): boolean {
	return date === undefined || daysBetween(date, today) <= trustedDays;
}

/** Whole days from one date to another, both as `2026-11-10`; negative when the second is earlier. */
function daysBetween(from: string, to: string): number {
	return Math.floor((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
