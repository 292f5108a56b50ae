import { lockExperiment } from '../../core/use-cases/experiment/lock-experiment.ts';
import { printApplied, printInterrupted } from '../text/applied-text.ts';
import type { CommandContext, ExitCode } from '../command.ts';
import { refuse } from '../text/refusal.ts';

/** Pre-registers an experiment and says its digest. */
export async function lock(id: string, format: 'text' | 'json', context: CommandContext): Promise<ExitCode> {
	const { ports, output, signal } = context;
	const locked = await lockExperiment(id, ports, signal);
	if (!locked.ok) return refuse(locked.failure, context);
	const { path, digest, applied, interrupted } = locked.value;
	printInterrupted(interrupted, context);
	if (format === 'json') {
		output.json({ version: 1, id, path, locked: digest, commit: applied.commit ?? null, uncommitted: applied.uncommitted ?? null });
		return 0;
	}
	output.line(`${output.paint.good('locked')}  ${id}`);
	output.line(`digest  ${digest}`);
	printApplied(applied, context);
	return 0;
}
