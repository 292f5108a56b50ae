import { z } from 'zod';
import { windowLengths } from '../../../core/formats/observation/observation-window.ts';
import { watchStates } from '../../../core/judging/watch/watched-metric.ts';
import type { WatchState } from '../../../core/judging/watch/watched-metric.ts';
import { keepObservations } from '../../../core/use-cases/observe/keep-observations.ts';
import type { KeptObservations } from '../../../core/use-cases/observe/keep-observations.ts';
import { observeProduction } from '../../../core/use-cases/observe/observe-production.ts';
import type { Observed, ObserveRequest } from '../../../core/use-cases/observe/observe-production.ts';
import type { ObserveFailure } from '../../../core/use-cases/observe/observe-failure.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import { succeed } from '../../../core/base/result.ts';
import type { Result } from '../../../core/base/result.ts';
import type { CliCommand, CommandContext, ExitCode } from '../../command.ts';
import { loadFacts } from '../../load-facts.ts';
import { printApplied, printInterrupted } from '../../text/applied-text.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { UsageError } from '../../text/output.ts';
import { printObserved } from '../../text/observed-text.ts';
import { refuse } from '../../text/refusal.ts';

const failingStates = ['alarm', 'watch', 'cannot-tell'] as const;

const optionsSchema = outputFormatSchema.extend({
	from: z.string().optional(),
	name: z.string().normalize('NFC').optional(),
	atStage: z.string().optional(),
	window: z.enum(windowLengths, `--window takes ${windowLengths.join(', ')}.`).default('1d'),
	commit: z.boolean().default(false),
	failOn: z.enum(failingStates, `--fail-on takes ${failingStates.join(', ')}.`).optional(),
});

export const observe: CliCommand = {
	define(parser) {
		parser
			.option('--from <file>', 'production records as JSON lines (default: the windows that were kept)')
			.option('--name <name>', 'what the records are about (default: the only registered name)')
			.option('--at-stage <stage>', 'the stage to watch (default: the highest)')
			.option('--window <length>', `what is added up together: ${windowLengths.join(', ')}; in UTC`, '1d')
			.option('--commit', 'keep the windows of the file in observations/, as one commit')
			.option('--fail-on <state>', 'exit with 1 when the newest window is in this state or a worse one: cannot-tell, watch, alarm')
			.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, _args, rawOptions) {
		const { from, name, atStage, window, commit, failOn, format } = optionsSchema.parse(rawOptions);
		if (commit && from === undefined) throw new UsageError('--commit keeps the windows of a file. Name the file with --from.');
		const facts = await loadFacts(context);
		const request: ObserveRequest = { name: name ?? onlyName(facts), stage: atStage, file: from, length: window };
		const seen = await look(request, commit, facts, context);
		if (!seen.ok) return refuse(seen.failure, context);
		const { observed, written } = seen.value;
		if (written !== undefined) printInterrupted(written.interrupted, context);
		if (format === 'json') context.output.json(answer(observed, written));
		else {
			printObserved(observed, context);
			if (written !== undefined) printApplied(written.applied, context);
		}
		return exitCode(observed, failOn);
	},
};

async function look(
	request: ObserveRequest,
	isKept: boolean,
	index: Awaited<ReturnType<typeof loadFacts>>,
	{ ports, signal }: CommandContext,
): Promise<Result<KeptObservations, ObserveFailure>> {
	if (isKept) return await keepObservations(request, ports, signal);
	const observed = await observeProduction(request, { index }, ports, signal);
	return observed.ok ? succeed({ observed: observed.value, written: undefined }) : observed;
}

function onlyName({ registries }: WorkspaceFacts): string {
	const [first, ...others] = registries.map(({ registry }) => registry.name);
	if (first !== undefined && others.length === 0) return first;
	throw new UsageError('Say with --name what the records are about. “stagemark registry” lists the names.');
}

function exitCode({ state, unread }: Observed, failOn: WatchState | undefined): ExitCode {
	if (unread.length > 0) return 1;
	return failOn !== undefined && watchStates.indexOf(state) >= watchStates.indexOf(failOn) ? 1 : 0;
}

function answer(observed: Observed, written: KeptObservations['written']): unknown {
	const { name, stage, version, since, state, evidence, windows, others, unknown, leftOut, smaller, unread, files } = observed;
	return {
		version: 1,
		name,
		stage,
		holder: version,
		since,
		state,
		evidence: { experiment: evidence.experiment ?? null, runs: evidence.runs, cases: evidence.cases, gap: evidence.gap ?? null },
		windows: windows.map(window => ({ ...window, inputs: [] })),
		arms: [],
		others,
		unknown,
		left_out: leftOut,
		smaller,
		not_read: unread,
		written: written === undefined ? [] : files.map(({ path }) => path),
		commit: written?.applied.commit ?? null,
	};
}
