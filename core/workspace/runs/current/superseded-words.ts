import type { SupersededRun } from './settle-runs.ts';

/**
 * Why a run does not count, in words: `superseded by 20250131T103000Z-3f9a1c: scored again`. A run of which some cases still count says
 * how many.
 */
export function supersededWords({ by, reason, remaining }: Pick<SupersededRun, 'by' | 'reason' | 'remaining'>): string {
	const counts = remaining === 0 ? '' : `, except for ${remaining} ${remaining === 1 ? 'case' : 'cases'}`;
	return `superseded by ${by.join(', ')}: ${reasons[reason]}${counts}`;
}

const reasons: Readonly<Record<SupersededRun['reason'], string>> = {
	'other-dataset': 'the dataset changed',
	'other-prompt': 'the prompt changed',
	'other-scorer': 'another scorer',
	rescored: 'scored again',
	'run-again': 'the same seed was run again',
};
