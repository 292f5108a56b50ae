import { loadFeedback } from '../../workspace/runs/load-feedback.ts';
import type { LoadedRun } from '../../workspace/runs/load-runs.ts';
import { mean } from '../../statistics/descriptive/mean.ts';
import { meanInterval } from '../../statistics/descriptive/mean-interval.ts';
import type { GateRule } from '../../formats/config/gates/gate-rule.ts';
import { confidence, roundObserved } from './parts/bound-words.ts';
import { decisionRule } from './parts/decision-rule.ts';
import { evidenceOf } from './parts/evidence-of.ts';
import type { Gate, GateContext, GateFinding } from './gate.ts';
import { withoutRuns } from './parts/without-data.ts';

/**
 * Passes when people rated at least `count` cases and the mean score is at least `min`. Ratings of one case are averaged first, over
 * people and runs. The mean itself decides: how many ratings make it trustworthy is what `count` says; its interval is told.
 */
export const humanFeedback: Gate = {
	id: 'human-feedback',
	documentation: {
		example: '{feedback: {min: 4, count: 20}}',
		passes: 'People rated enough cases, and their mean score is high enough.',
	},
	checksFor(requirement) {
		if (requirement.kind !== 'rule' || requirement.rule.feedback === undefined) return [];
		const rule = requirement.rule.feedback;
		return [{ label: 'feedback', evaluate: context => evaluate(context, rule) }];
	},
};

type FeedbackRule = NonNullable<GateRule['feedback']>;

async function evaluate(context: GateContext, rule: FeedbackRule): Promise<GateFinding> {
	const { subject } = context;
	const threshold = `>= ${rule.min} on ${rule.count} ${rule.count === 1 ? 'case' : 'cases'}`;
	if (subject.runs.length === 0) return withoutRuns(subject, threshold);
	const ratings = await gatherRatings(context);
	const { alpha } = decisionRule(subject.experiment?.experiment, []);
	const finding = ratings.caseMeans.length < rule.count ? tooFew(ratings, rule) : decide(ratings, rule, alpha);
	return { ...finding, threshold, ...evidenceOf(ratings.runs) };
}

interface Ratings {
	/** The mean score of each rated case. */
	readonly caseMeans: readonly number[];
	readonly personCount: number;
	/** The runs that anybody rated. */
	readonly runs: readonly LoadedRun[];
}

async function gatherRatings({ subject, ports, signal }: GateContext): Promise<Ratings> {
	const scores = new Map<string, number[]>();
	const people = new Set<string>();
	const runs = new Set<LoadedRun>();
	for (const run of subject.runs) {
		for (const { case: id, by, score } of (await loadFeedback(ports.files, run, signal)).feedback) {
			if (score === undefined) continue;
			scores.set(id, [...(scores.get(id) ?? []), score]);
			people.add(by);
			runs.add(run);
		}
	}
	return { caseMeans: [...scores.values()].map(mean), personCount: people.size, runs: [...runs] };
}

function tooFew({ caseMeans }: Ratings, { count }: FeedbackRule): GateFinding {
	const rated = caseMeans.length;
	const rest = count - rated;
	return {
		outcome: 'inconclusive',
		...(rated === 0 ? {} : { observed: roundObserved(mean(caseMeans)) }),
		detail: `${rated} ${rated === 1 ? 'case is' : 'cases are'} rated, ${rest} more ${rest === 1 ? 'is' : 'are'} needed. Rate answers in the comparison panel.`,
	};
}

function decide({ caseMeans, personCount }: Ratings, { min }: FeedbackRule, alpha: number): GateFinding {
	const observed = roundObserved(mean(caseMeans));
	const interval = meanInterval(caseMeans, alpha)?.interval ?? null;
	const spread = interval === null ? '' : `, ${confidence(alpha)} ${interval.map(roundObserved).join(' … ')}`;
	const cases = `${caseMeans.length} ${caseMeans.length === 1 ? 'case' : 'cases'}`;
	return {
		outcome: mean(caseMeans) >= min ? 'passed' : 'failed',
		observed,
		detail: `Mean score ${observed} on ${cases} by ${personCount} ${personCount === 1 ? 'person' : 'people'}${spread}.`,
	};
}
