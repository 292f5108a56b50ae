import type { Experiment } from '../../../formats/experiment/experiment.ts';
import { alphaAtLook, lookNumber } from '../../../statistics/sequential/alpha-at-look.ts';
import type { CompareSideInput } from '../cases/compare-side.ts';
import type { Look } from '../comparison.ts';
import type { DataLack } from '../report/verdict-words.ts';
import { planProgress } from './plan-progress.ts';

/** By what is decided now. */
export interface LookRule {
	/** The level that replaces alpha in tests and intervals; alpha itself where the plan has no looks, and where nothing is decided yet. */
	readonly alpha: number;
	/** Undefined where the plan has no looks. */
	readonly look: Look | undefined;
	/** Why nothing is decided yet; undefined where something may be. */
	readonly lack: DataLack | undefined;
}

/** 1 − confidence without an experiment. */
const usualAlpha = 0.05;

/**
 * The level at this look, by `decision.looks` of the plan and the share of its answers that are recorded. Sides that belong to no plan or
 * to another one are looked at once.
 */
export function lookAt(sides: readonly CompareSideInput[], experiment: Experiment | undefined): LookRule {
	const { alpha = usualAlpha, looks } = experiment?.decision ?? {};
	const progress = looks === undefined ? undefined : planProgress(sides, experiment);
	if (looks === undefined || progress === undefined) return { alpha, look: undefined, lack: undefined };
	const { share } = progress;
	if (share === undefined) return { alpha, look: undefined, lack: { kind: 'unknown-look' } };
	const number = looks === 'any' ? null : lookNumber(looks, share);
	const look: Look = { number, planned: looks === 'any' ? null : looks, share, overall_alpha: alpha };
	const level = levelAt(looks, share, alpha);
	return level === null ? { alpha, look, lack: { kind: 'before-look', looks } } : { alpha: level, look, lack: undefined };
}

function levelAt(looks: number | 'any', fraction: number, alpha: number): number | null {
	if (fraction === 0) return null;
	return alphaAtLook(looks === 'any' ? { looks, fraction } : { looks: 'planned', count: looks, fraction }, alpha);
}

/** `Look 2 of 5, with 40 % of the planned answers: a difference counts with p < 0.00079, so that all looks together keep to 5 % false alarms.` */
export function lookSentence({ number, planned, share, overall_alpha: overall }: Look, alpha: number): string {
	const answers = share >= 1 ? 'all' : `${formatShare(share)} %`;
	if (number === 0) return `Before look 1 of ${planned ?? ''}, with ${answers} of the planned answers: nothing is decided yet.`;
	const which = number === null ? 'One of any number of looks' : `Look ${number} of ${planned ?? ''}`;
	const level = Number(alpha.toPrecision(2));
	return `${which}, with ${answers} of the planned answers: a difference counts with p < ${level}, so that all looks together keep to ${formatShare(overall)} % false alarms.`;
}

/** Rounded down, so that a plan that lacks one answer is not complete. */
function formatShare(share: number): number {
	return Math.floor(share * 1000 + 1e-9) / 10;
}
