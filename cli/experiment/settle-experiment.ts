import type { Result } from '../../core/base/result.ts';
import type { TextPaint } from '../../core/base/text/text-paint.ts';
import { comparisonToText } from '../../core/judging/compare/report/format-comparison.ts';
import type { Ports } from '../../core/ports/ports.ts';
import { completeExperiment } from '../../core/use-cases/experiment/complete-experiment.ts';
import { lockExperiment } from '../../core/use-cases/experiment/lock-experiment.ts';
import type { Change } from '../../core/use-cases/unit-of-work/change.ts';
import type { Written } from '../../core/use-cases/unit-of-work/unit-of-work.ts';
import type { AnyFailure } from '../../core/words/describe-failure.ts';
import type { CommandContext, ExitCode } from '../command.ts';
import { printApplied, printInterrupted } from '../text/applied-text.ts';
import { refuse } from '../text/refusal.ts';

type SettleCommand = (id: string, format: 'text' | 'json', context: CommandContext) => Promise<ExitCode>;

/** What begins and ends the measuring: `lock` pre-registers an experiment, `complete` writes and prints its comparison. */
export const settleExperiment: { readonly lock: SettleCommand; readonly complete: SettleCommand } = {
	lock: settleCommand(lockExperiment, {
		asJson: ({ path, digest }, git) => ({ path, locked: digest, ...git }),
		asLines: (id, { digest }, paint) => [`${paint.good('locked')}  ${id}`, `digest  ${digest}`],
	}),
	complete: settleCommand(completeExperiment, {
		asJson: ({ folder, comparison }, git) => ({ folder, ...git, comparison: { ...comparison, cases: undefined } }),
		asLines: (id, { folder, comparison }, paint) => [
			comparisonToText(comparison, paint),
			`${paint.good('completed')} ${id}`,
			`folder  ${folder}`,
		],
	}),
};

interface SettledWords<Plan> {
	/** `git` is what became of it there. */
	readonly asJson: (settled: Plan, git: { readonly commit: string | null; readonly uncommitted: string | null }) => object;
	readonly asLines: (id: string, settled: Plan, paint: TextPaint) => readonly string[];
}

function settleCommand<Plan extends Change>(
	settle: (id: string, ports: Ports, signal: AbortSignal) => Promise<Result<Written<Plan>, AnyFailure>>,
	{ asJson, asLines }: SettledWords<Plan>,
): SettleCommand {
	return async (id, format, context) => {
		const { ports, output, signal } = context;
		const settled = await settle(id, ports, signal);
		if (!settled.ok) return refuse(settled.failure, context);
		const { applied, interrupted } = settled.value;
		printInterrupted(interrupted, context);
		if (format === 'json') {
			const { commit = null, uncommitted = null } = applied;
			output.json({ version: 1, id, ...asJson(settled.value, { commit, uncommitted }) });
			return 0;
		}
		asLines(id, settled.value, output.paint).forEach(line => output.line(line));
		printApplied(applied, context);
		return 0;
	};
}
