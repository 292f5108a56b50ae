import { comparisonToText } from '../../core/judging/compare/report/format-comparison.ts';
import { completeExperiment } from '../../core/use-cases/experiment/complete-experiment.ts';
import { printApplied, printInterrupted } from '../text/applied-text.ts';
import type { CommandContext, ExitCode } from '../command.ts';
import { refuse } from '../text/refusal.ts';

/** Completes an experiment and prints the comparison that its conclusion now holds. */
export async function complete(id: string, format: 'text' | 'json', context: CommandContext): Promise<ExitCode> {
	const { ports, output, signal } = context;
	const completed = await completeExperiment(id, ports, signal);
	if (!completed.ok) return refuse(completed.failure, context);
	const { folder, comparison, applied, interrupted } = completed.value;
	printInterrupted(interrupted, context);
	if (format === 'json') {
		const { commit = null, uncommitted = null } = applied;
		output.json({ version: 1, id, folder, commit, uncommitted, comparison: { ...comparison, cases: undefined } });
		return 0;
	}
	output.line(comparisonToText(comparison, output.paint));
	output.line(`${output.paint.good('completed')} ${id}`);
	output.line(`folder  ${folder}`);
	printApplied(applied, context);
	return 0;
}
