import { createExperiment as createExperimentInCore } from '../../core/use-cases/experiment/create-experiment.ts';
import type { CreateRequest } from '../../core/use-cases/experiment/create-experiment.ts';
import type { CommandContext, ExitCode } from '../command.ts';
import { printInterrupted } from '../text/applied-text.ts';
import { refuse } from '../text/refusal.ts';

/** Lays out a new experiment under the next number. Commits nothing: the plan is the user's to finish. */
export async function createExperiment(request: CreateRequest, format: 'text' | 'json', context: CommandContext): Promise<ExitCode> {
	const { ports, output, signal } = context;
	const created = await createExperimentInCore(request, ports, signal);
	if (!created.ok) return refuse(created.failure, context);
	const { id, folder, fileNames, branch, interrupted } = created.value;
	printInterrupted(interrupted, context);
	if (format === 'json') {
		output.json({ version: 1, id, folder, files: fileNames, branch: branch ?? null });
		return 0;
	}
	output.line(`${output.paint.good('planned')} ${id}`);
	if (branch !== undefined) output.line(`branch  ${branch}`);
	for (const name of fileNames) output.line(`${folder}/${name}`);
	output.note(`Fill in the plan, then “stagemark experiment lock ${id}” and “stagemark run ${id}”.`);
	return 0;
}
