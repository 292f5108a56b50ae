import type { ReplayedCombination } from '../../core/use-cases/run/replay-experiment.ts';
import type { CommandContext, ExitCode } from '../command.ts';

/** Says whether the recorded runs hold every answer of a plan under its scorers. 1 when they do not. */
export function printReplay(
	experiment: string,
	combinations: readonly ReplayedCombination[],
	format: 'text' | 'json',
	{ output }: CommandContext,
): ExitCode {
	const sum = (count: (combination: ReplayedCombination) => number): number =>
		combinations.reduce((total, combination) => total + count(combination), 0);
	const questions = sum(({ questionCount }) => questionCount);
	const missing = sum(({ missingCount }) => missingCount);
	const isWhole = combinations.every(each => each.missingCount === 0 && each.hasPlannedScorer && each.otherwiseCount === 0);
	if (format === 'json') {
		output.json({
			version: 1,
			experiment,
			replayed: { questions, missing },
			runs: combinations.map(each => ({
				variant: each.variant,
				seed: each.seed,
				questions: each.questionCount,
				missing: each.missingCount,
				scored_otherwise: each.otherwiseCount,
				planned_scorer: each.hasPlannedScorer,
			})),
		});
		return isWhole ? 0 : 1;
	}
	output.line(`${experiment}: ${questions - missing} of ${questions} answers are recorded; nobody was asked`);
	for (const { variant, seed, missingCount, otherwiseCount, hasPlannedScorer } of combinations) {
		const name = seed === null ? variant : `${variant} seed ${seed}`;
		if (missingCount > 0)
			output.note(`${name}: ${answers(missingCount)} missing. “stagemark run ${experiment} --live” asks for what is missing.`);
		else if (!hasPlannedScorer)
			output.note(
				`${name}: the answers were scored by other scorers than the plan names. Run “stagemark run ${experiment} --rescore”.`,
			);
		else if (otherwiseCount > 0)
			output.note(
				`${name}: ${answers(otherwiseCount)} scored otherwise than recorded. Run “stagemark verify”, then “stagemark run ${experiment} --again”.`,
			);
	}
	return isWhole ? 0 : 1;
}

function answers(count: number): string {
	return count === 1 ? '1 answer is' : `${count} answers are`;
}
