import { parsePrompt } from '../../formats/prompt/parse-prompt.ts';
import { promptSimilarity } from '../../formats/prompt/diff/prompt-similarity.ts';
import { textSimilarity } from '../../formats/prompt/diff/text-similarity.ts';
import { estimateValue } from '../../statistics/decision/estimate-value.ts';
import type { GateRule } from '../../formats/config/gates/gate-rule.ts';
import { readSource } from '../../workspace/read-source.ts';
import { boundedEstimate } from './parts/bounded-estimate.ts';
import { confidence, decideBound, roundObserved } from './parts/bound-words.ts';
import { decisionRule } from './parts/decision-rule.ts';
import { tolerableShare } from './parts/error-doubt.ts';
import { evidenceOf } from './parts/evidence-of.ts';
import type { Gate, GateContext, GateFinding } from './gate.ts';
import { caseIdsOf } from '../compare/errors/count-errors.ts';
import { datasetCases } from '../compare/errors/missing-answers.ts';
import { outputSimilarities } from './output-similarity.ts';
import { areSides, firstVersion, productionSides } from './parts/production-sides.ts';
import { withoutUndefined } from '../../base/without-undefined.ts';

/**
 * Passes when the version is like the one in Production: in what its messages say, in its structure, and in its outputs to the
 * same cases where both have been recorded. The least of these counts. For outputs the interval over cases decides.
 */
export const similarity: Gate = {
	id: 'similarity',
	documentation: { example: '{similarity: {min: 0.90}}', passes: 'The version is at least this similar to the one in Production.' },
	checksFor(requirement) {
		if (requirement.kind !== 'rule' || requirement.rule.similarity === undefined) return [];
		const rule = requirement.rule.similarity;
		return [{ label: 'similarity', evaluate: context => evaluate(context, rule) }];
	},
};

type Part = 'outputs' | 'structure' | 'text';

/** How alike one part is, and what that means for the gate. */
interface PartFinding {
	readonly outcome: 'passed' | 'failed' | 'inconclusive';
	readonly value: number | undefined;
	readonly words: string;
	readonly evidence?: GateFinding['evidence'];
}

async function evaluate(context: GateContext, { min, of }: NonNullable<GateRule['similarity']>): Promise<GateFinding> {
	const { subject } = context;
	const threshold = `>= ${min}`;
	if (subject.production === undefined) return { ...firstVersion(subject), threshold };
	if (subject.production.version === subject.version)
		return { outcome: 'skipped', threshold, detail: `${subject.version} is already in ${subject.production.stage}.` };
	const wanted: readonly Part[] = of ?? ['text', 'structure', 'outputs'];
	const parts: PartFinding[] = [];
	if (wanted.some(part => part !== 'outputs')) parts.push(...(await compareFiles(context, wanted, min)));
	if (wanted.includes('outputs')) parts.push(...(await compareOutputs(context, min, of !== undefined)));
	const values = parts.flatMap(({ value }) => value ?? []);
	const evidence = parts.find(part => part.evidence !== undefined)?.evidence;
	return {
		outcome: parts.some(({ outcome }) => outcome === 'failed')
			? 'failed'
			: parts.some(({ outcome }) => outcome === 'inconclusive')
				? 'inconclusive'
				: 'passed',
		...(values.length === 0 ? {} : { observed: roundObserved(Math.min(...values)) }),
		threshold,
		detail: `Against ${subject.production.version}: ${parts.map(({ words }) => words).join('; ')}.`,
		...withoutUndefined({ evidence }),
	};
}

async function compareFiles({ subject, facts, ports }: GateContext, wanted: readonly Part[], min: number): Promise<readonly PartFinding[]> {
	const own = subject.source && (await readSource(subject.source, ports));
	const other = subject.production?.source && (await readSource(subject.production.source, ports));
	if (own === undefined || other === undefined || subject.source === undefined || subject.production?.source === undefined) {
		return [{ outcome: 'inconclusive', value: undefined, words: 'the file of one version cannot be read; restore it from Git' }];
	}
	const { dialects } = facts.config;
	const found =
		subject.kind === 'prompt'
			? promptSimilarity(
					parsePrompt(subject.source.path, own, dialects),
					parsePrompt(subject.production.source.path, other, dialects),
				)
			: // The structure of other files than prompts is in their text.
				{ text: textSimilarity(own, other), structure: textSimilarity(own, other) };
	return (['text', 'structure'] as const)
		.filter(part => wanted.includes(part) && (subject.kind === 'prompt' || part === 'text' || !wanted.includes('text')))
		.map(part => ({
			outcome: found[part] >= min ? 'passed' : 'failed',
			value: found[part],
			words: `${part} ${roundObserved(found[part])}`,
		}));
}

/** Nothing where outputs are only compared if they are there, and they are not. */
async function compareOutputs(context: GateContext, min: number, isDemanded: boolean): Promise<readonly PartFinding[]> {
	const sides = await productionSides(context);
	const values = areSides(sides) ? outputSimilarities(sides.baseline, sides.candidate) : [];
	if (!areSides(sides) || values.length === 0) {
		return isDemanded ? [{ outcome: 'inconclusive', value: undefined, words: 'no case has recorded outputs of both versions' }] : [];
	}
	const { alpha, openBecause } = decisionRule(sides.experiment.experiment, [sides.baseline, sides.candidate]);
	const found = estimateValue({ values, scoreRange: [0, 1] }, { alpha });
	const bounded = boundedEstimate(found, values.length, alpha);
	const value = found.estimate;
	const words = `outputs ${roundObserved(value)} on ${values.length} cases`;
	const evidence = evidenceOf(sides.runs);
	if (bounded === undefined) return [{ outcome: 'inconclusive', value, words: `${words}, too few to decide`, ...evidence }];
	if (openBecause !== undefined) {
		return [{ outcome: 'inconclusive', value, words: `${words}, not all that are planned, so they do not decide yet`, ...evidence }];
	}
	const { outcome } = decideBound(bounded, { kind: 'min', limit: min });
	const caseCount = Math.max(
		caseIdsOf([sides.baseline, sides.candidate]).size,
		datasetCases([...sides.baseline.runs, ...sides.candidate.runs]),
	);
	if (outcome === 'passed' && caseCount - values.length > tolerableShare * caseCount) {
		const reason = `${words}, and ${caseCount - values.length} of ${caseCount} cases lack an output of one version`;
		return [{ outcome: 'inconclusive', value, words: reason, ...evidence }];
	}
	return [{ outcome, value, words: `${words}, ${confidence(alpha)} ${bounded.interval.map(roundObserved).join(' … ')}`, ...evidence }];
}
