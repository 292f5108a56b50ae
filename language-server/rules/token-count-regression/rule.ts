import { headRange } from '../../../core/formats/prompt/head-range.ts';
import { printTokenCount } from '../../../core/ports/token-count.ts';
import type { PromptRule } from '../rule.ts';

export const tokenCountRegression: PromptRule = {
	id: 'token-count-regression',
	appliesTo: 'prompt',
	summary: 'a prompt that has grown a lot since the last commit.',
	severity: 'info',
	group: 'budget',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: true,
	isPreview: false,
	source: 'Regression budgets of bundle sizes and benchmarks, applied to prompts.',

	*check(prompt, { options, tokens }) {
		if (tokens?.committed === undefined || tokens.committed.count === 0) return;
		const { prompt: now, committed: before } = tokens;
		const maxIncrease = typeof options['max_increase'] === 'number' ? options['max_increase'] : defaultMaxIncrease;
		const added = now.count - before.count;
		// An exact count beside an estimate says nothing about growth.
		if (now.isExact !== before.isExact || added < smallestGrowth || added / before.count <= maxIncrease) return;
		yield {
			range: headRange(prompt),
			message: `The prompt has grown from ${printTokenCount(before)} to ${printTokenCount(now)} tokens since the last commit (+${Math.round((added / before.count) * 100)} %), so each request costs that much more. Shorten it, or commit it if this is intended.`,
		};
	},
};

const defaultMaxIncrease = 0.25;
const smallestGrowth = 100;
