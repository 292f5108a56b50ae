import type { Gate, GateContext, GateFinding } from './gate.ts';
import type { GateRule } from '../../formats/config/gates/gate-rule.ts';
import { krippendorffInterval } from '../../statistics/agreement/krippendorff-interval.ts';
import { smallestUsefulSample } from '../../statistics/power/smallest-useful-sample.ts';
import { confidence, roundObserved } from './parts/bound-words.ts';
import { decisionRule } from './parts/decision-rule.ts';
import { evidenceOf } from './parts/evidence-of.ts';
import { ratedAnswers } from './parts/rated-answers.ts';
import type { RatedAnswer } from './parts/rated-answers.ts';
import { withoutMetric, withoutRuns } from './parts/without-data.ts';

/**
 * Passes when a judge agrees with people: the lower end of the interval of Krippendorff's alpha, over the answers that both rated, is at
 * least `min`. Failed when the upper end is below it, else inconclusive. Passes and failures count as labels, other scores as numbers on
 * one scale.
 */
export const judgeAgreement: Gate = {
	id: 'judge-agreement',
	documentation: {
		example: '{judge-agreement: {metric: polite, min: 0.6}}',
		passes: 'The judge agrees with the people who rated the same answers.',
	},
	checksFor(requirement) {
		if (requirement.kind !== 'rule') return [];
		const rule = requirement.rule['judge-agreement'];
		return rule === undefined ? [] : [{ label: `${rule.metric} judge agreement`, evaluate: context => evaluate(context, rule) }];
	},
};

type AgreementRule = NonNullable<GateRule['judge-agreement']>;

async function evaluate({ subject, library }: GateContext, { metric, min }: AgreementRule): Promise<GateFinding> {
	const threshold = `alpha >= ${min}`;
	if (subject.runs.length === 0) return withoutRuns(subject, threshold);
	const runs = await Promise.all(subject.runs.map(run => library.withSamples(run)));
	const isScored = runs.some(({ samples }) => samples.some(({ scores }) => Object.hasOwn(scores, metric)));
	if (!isScored) return { ...withoutMetric(subject, metric, threshold), ...evidenceOf(subject.runs) };
	const { alpha } = decisionRule(subject.experiment?.experiment, []);
	return { ...judge(ratedAnswers(runs, metric), metric, min, alpha), threshold, ...evidenceOf(subject.runs) };
}

function judge(answers: readonly RatedAnswer[], metric: string, min: number, alpha: number): GateFinding {
	const needed = smallestUsefulSample(alpha);
	const cases = `${answers.length} ${answers.length === 1 ? 'case' : 'cases'}`;
	if (answers.length < needed) {
		const detail = `“${metric}” and people both rated answers to ${cases}, and at least ${needed} are needed. Rate answers in the comparison panel.`;
		return { outcome: 'inconclusive', detail };
	}
	if (hasOtherScale(answers)) {
		const detail = `“${metric}” scores from 0 to 1 and people do not, so their agreement cannot be told. Use one scale for both.`;
		return { outcome: 'inconclusive', detail };
	}
	const isPassFail = answers.every(({ judge: score, people }) => [score, people].every(value => value === 0 || value === 1));
	const items = answers.map(({ judge: score, people }) => [score, people]);
	const found = krippendorffInterval(items, isPassFail ? 'nominal' : 'interval', { alpha });
	if (found === null) {
		const detail = `“${metric}” and people gave every answer the same score, which does not show whether they agree. Rate answers that differ.`;
		return { outcome: 'inconclusive', detail };
	}
	const [low, high] = found.interval;
	const outcome = low >= min ? 'passed' : high < min ? 'failed' : 'inconclusive';
	const [from, to] = [low, high].map(coefficient);
	return {
		outcome,
		observed: roundObserved(found.alpha),
		detail: `Alpha ${coefficient(found.alpha)} between “${metric}” and people on ${cases}, ${confidence(alpha)} ${from ?? ''} to ${to ?? ''}. ${words[outcome]}`,
	};
}

const words = {
	passed: 'The whole interval is at least what is asked for.',
	failed: 'The whole interval is below what is asked for.',
	inconclusive: 'The interval includes what is asked for. Rate more answers.',
};

/** One in fractions, the other in grades: their numbers say nothing about each other. */
function hasOtherScale(answers: readonly RatedAnswer[]): boolean {
	return answers.every(({ judge: score }) => score >= 0 && score <= 1) && answers.some(({ people }) => people < 0 || people > 1);
}

function coefficient(value: number): string {
	return value.toFixed(2).replace('-', '−');
}
