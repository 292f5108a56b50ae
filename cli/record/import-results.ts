import { describeFailure } from '../../core/words/describe-failure.ts';
import { importPlanText } from '../../core/use-cases/import/reading/import-text.ts';
import { importRuns } from '../../core/use-cases/import/import-runs.ts';
import { planImport } from '../../core/use-cases/import/plan-import.ts';
import type { ImportOutcome, ImportPlan, ImportProgress, ImportRequest } from '../../core/use-cases/import/import-request.ts';
import { printApplied, printInterrupted } from '../text/applied-text.ts';
import type { CommandContext, ExitCode } from '../command.ts';
import { refuse } from '../text/refusal.ts';

/** How an import is shown, and whether it is carried out. */
export interface ImportOptions {
	readonly isDryRun: boolean;
	readonly format: 'text' | 'json';
}

/** Records another tool's results, or shows what would be recorded. */
export async function importResults(request: ImportRequest, options: ImportOptions, context: CommandContext): Promise<ExitCode> {
	const { ports, signal } = context;
	const onProgress = (progress: ImportProgress): void => showProgress(progress, context);
	const planned = await planImport(request, ports, onProgress, signal);
	if (!planned.ok) return refuse(planned.failure, context);
	const plan = planned.value;
	try {
		printInterrupted(plan.work.interrupted, context);
		plan.warnings.forEach(warning => context.output.note(context.output.paint.warning(warning)));
		const outcome = options.isDryRun ? undefined : await importRuns(plan, ports, onProgress, signal);
		if (options.format === 'json') context.output.json(asJson(plan, outcome));
		else printText(plan, outcome, context);
		return outcome?.stopped === undefined ? 0 : 1;
	} finally {
		await plan.folder.dispose();
	}
}

function showProgress({ phase, label, doneCount, totalCount }: ImportProgress, { output }: CommandContext): void {
	output.progress(`[${doneCount + 1}/${totalCount}] ${phase} ${label} …`);
}

function printText(plan: ImportPlan, outcome: ImportOutcome | undefined, context: CommandContext): void {
	const { output } = context;
	output.line(importPlanText(plan));
	if (outcome === undefined) {
		output.line(output.paint.dim('This was a dry run; nothing is recorded.'));
		return;
	}
	for (const { record, folder } of outcome.recorded.slice(0, shownRunCount))
		output.line(`${output.paint.good('recorded')} ${record.id} (${record.experiment}/${record.variant})  ${folder}`);
	if (outcome.recorded.length > shownRunCount) output.line(`… and ${outcome.recorded.length - shownRunCount} more runs`);
	const [first] = outcome.recorded;
	if (first !== undefined) printApplied(first.applied, context);
	printStop(outcome, context);
}

/** More lines than these nobody reads; JSON has them all. */
const shownRunCount = 50;

function printStop({ stopped }: ImportOutcome, { output }: CommandContext): void {
	if (stopped === undefined) return;
	const reason = stopped.kind === 'cancelled' ? 'The import was cancelled.' : Object.values(describeFailure(stopped.failure)).join(' ');
	output.note(`${output.paint.bad(reason)}\nNo run was recorded.`);
}

function asJson(plan: ImportPlan, outcome: ImportOutcome | undefined): unknown {
	return {
		version: 1,
		tool: plan.importer.id,
		evidence: plan.evidence,
		from: plan.path,
		dry_run: outcome === undefined,
		runs: plan.runs.map(({ label, gathered, sampleCount, pointCount }, position) => {
			const recorded = outcome?.recorded[position];
			return {
				label,
				run: recorded?.record ?? gathered.record,
				cases: sampleCount,
				steps: pointCount,
				recorded: recorded !== undefined,
				folder: recorded?.folder ?? null,
				commit: recorded?.applied.commit ?? null,
			};
		}),
		already_recorded: plan.duplicates,
		left_out: plan.leftOut,
		fields: plan.fields.map(({ field, outcome: fate, as, why, count }) => ({
			field,
			outcome: fate,
			as: as ?? null,
			why: why ?? null,
			count,
		})),
		warnings: plan.warnings,
		stopped:
			outcome?.stopped === undefined
				? null
				: outcome.stopped.kind === 'cancelled'
					? { kind: 'cancelled' }
					: { kind: 'failed', ...describeFailure(outcome.stopped.failure) },
		missing: outcome?.missing ?? [],
	};
}
