import { z } from 'zod';
import { finishInterruptedChange } from '../../../core/use-cases/unit-of-work/finish-interrupted-change.ts';
import { printInterrupted } from '../../text/applied-text.ts';
import type { CliCommand } from '../../command.ts';
import { verifyWorkspace } from '../../../core/use-cases/verify/verify-workspace.ts';
import { loadFacts } from '../../load-facts.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { UsageError } from '../../text/output.ts';

export const verify: CliCommand = {
	name: 'verify',
	summary: 'Recompute hash chain, contents, evidence, approvals, history and tags of the registry, offline.',

	define(parser) {
		parser.argument('[name]', 'one name (default: all)').option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, args, rawOptions) {
		const { format } = outputFormatSchema.parse(rawOptions);
		const name = z.string().optional().parse(args[0]);
		const { output } = context;
		const { files, git } = context.ports;
		// What a killed record or promote left behind belongs to the state that is judged.
		printInterrupted(await finishInterruptedChange(context.ports), context);
		const facts = await loadFacts(context);
		const verified = await verifyWorkspace({ facts, files, git }, name, context.signal);
		if (name !== undefined && verified.names.length === 0) {
			throw new UsageError(`There is no registry file for “${name}”. “stagemark registry” lists the names.`);
		}
		const isOk = verified.problems.length === 0;
		if (format === 'json') {
			output.json({ version: 1, ok: isOk, ...verified });
			return isOk ? 0 : 1;
		}
		for (const problem of verified.problems) {
			const place = problem.transition === undefined ? problem.name : `${problem.name}, transition ${problem.transition + 1}`;
			output.line(`${output.paint.bad(problem.kind)}  ${place}: ${problem.message}`);
		}
		for (const { name: overridden, transition, version, to, by, reason } of verified.overrides) {
			const move = `${overridden}, transition ${transition + 1} (${version} to ${to}) by ${by}`;
			output.line(`${output.paint.warning('override')}  ${move}: ${reason}`);
		}
		const names = `${verified.names.length} ${verified.names.length === 1 ? 'name' : 'names'}`;
		output.line(
			isOk
				? output.paint.good(`${names} verified: chain, contents, evidence, approvals, history and tags are intact.`)
				: `${names} checked, ${verified.problems.length} problems.`,
		);
		return isOk ? 0 : 1;
	},
};
