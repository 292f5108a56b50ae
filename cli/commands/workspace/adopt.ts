import { createInterface } from 'node:readline/promises';
import { z } from 'zod';
import { adoptRepository, proposeAdoption, writesFor } from '../../../core/use-cases/adopt/adopt-repository.ts';
import type { AdoptionProposal } from '../../../core/use-cases/adopt/adopt-repository.ts';
import type { Found } from '../../../core/use-cases/adopt/found.ts';
import { undoAdoption } from '../../../core/use-cases/adopt/undo-adoption.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import { choicesOf, printFound, printWrites } from '../../adopt/proposal-text.ts';
import { readTicks } from '../../adopt/read-ticks.ts';
import type { CliCommand, CommandContext, ExitCode } from '../../command.ts';
import { loadFacts } from '../../load-facts.ts';
import { printApplied, printInterrupted } from '../../text/applied-text.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { UsageError } from '../../text/output.ts';
import { refuse } from '../../text/refusal.ts';

const optionsSchema = outputFormatSchema.extend({
	dryRun: z.boolean().default(false),
	yes: z.boolean().default(false),
	undo: z.boolean().default(false),
});

type Options = z.output<typeof optionsSchema>;

export const adopt: CliCommand = {
	startsHere: true,

	define(parser) {
		parser
			.option('--dry-run', 'show what was found and what would be written, and write nothing')
			.option('-y, --yes', 'adopt everything that is ticked, without asking')
			.option('--undo', 'undo the newest adoption, as one commit')
			.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, _args, rawOptions) {
		const options = optionsSchema.parse(rawOptions);
		if (options.undo && (options.yes || options.dryRun)) throw new UsageError('--undo takes no --yes and no --dry-run. Give it alone.');
		if (options.undo) return await undo(context, options);
		const facts = await loadFacts(context);
		const proposal = await proposeAdoption(facts, context.ports, context.signal);
		if (options.format === 'text') printFound(proposal, context.output);
		const chosen = await choose(proposal, facts, options, context);
		return chosen === undefined ? 0 : await write(chosen, options, context);
	},
};

/** The proposal that is to be written; undefined where nothing is. */
async function choose(
	proposal: AdoptionProposal,
	facts: WorkspaceFacts,
	{ dryRun, yes, format }: Options,
	context: CommandContext,
): Promise<AdoptionProposal | undefined> {
	const { output } = context;
	if (proposal.writes.length === 0 || dryRun || (!yes && !(process.stdin.isTTY && process.stderr.isTTY))) {
		if (format === 'json') output.json(answer(proposal));
		else sayWhatNext(proposal, dryRun, context);
		return undefined;
	}
	return yes ? proposal : await askTicks(proposal, facts, context);
}

function sayWhatNext({ writes }: AdoptionProposal, isDryRun: boolean, { output }: CommandContext): void {
	if (writes.length === 0) {
		output.note('There is nothing to adopt. The key "prompts" in stagemark.yaml says which files are prompts.');
		return;
	}
	output.line();
	printWrites(writes, output);
	output.note(isDryRun ? 'Nothing was written.' : 'Nothing was written. Run “stagemark adopt --yes” to adopt what is ticked.');
}

async function askTicks(
	proposal: AdoptionProposal,
	facts: WorkspaceFacts,
	{ output, ports, signal }: CommandContext,
): Promise<AdoptionProposal | undefined> {
	const choices = choicesOf(proposal.found);
	const left = new Set<Found>();
	const asking = createInterface({ input: process.stdin, output: process.stderr });
	try {
		for (;;) {
			const found = proposal.found.filter(each => !left.has(each));
			const writes = await writesFor(found, proposal, facts, ports);
			output.note(`${choices.length - left.size} of ${choices.length} prompts are ticked.`);
			const said = readTicks(
				await asking.question('Enter adopts them, numbers change ticks (2 5-7), q stops: ', { signal }),
				choices.length,
			);
			if (said.kind === 'stop') return undefined;
			if (said.kind === 'adopt')
				return writes.length === 0 ? undefined : { ...proposal, found: withTicks(proposal.found, left), writes };
			if (said.kind === 'unclear') output.note(`Type numbers from 1 to ${choices.length}.`);
			else for (const position of said.positions) toggle(left, choices[position]);
		}
	} finally {
		asking.close();
	}
}

function toggle(left: Set<Found>, found: Found | undefined): void {
	if (found !== undefined && !left.delete(found)) left.add(found);
}

function withTicks(found: readonly Found[], left: ReadonlySet<Found>): readonly Found[] {
	return found.map(each => (left.has(each) ? { ...each, taken: false } : each));
}

async function write(proposal: AdoptionProposal, { format }: Options, context: CommandContext): Promise<ExitCode> {
	const { output, ports, signal } = context;
	const adopted = await adoptRepository(proposal.writes, ports, signal);
	if (!adopted.ok) return refuse(adopted.failure, context);
	const { applied, interrupted } = adopted.value;
	if (format === 'json') {
		output.json({ ...answer(proposal), commit: applied.commit ?? null });
		return 0;
	}
	printInterrupted(interrupted, context);
	output.line();
	printWrites(proposal.writes, output);
	printApplied(applied, context);
	nextSteps(proposal.found).forEach(step => output.note(step));
	return 0;
}

async function undo(context: CommandContext, { format }: Options): Promise<ExitCode> {
	const undone = await undoAdoption(context.ports, context.signal);
	if (!undone.ok) return refuse(undone.failure, context);
	const { paths, applied, interrupted } = undone.value;
	if (format === 'json') {
		context.output.json({ version: 1, undone: paths, commit: applied.commit ?? null });
		return 0;
	}
	printInterrupted(interrupted, context);
	paths.forEach(path => context.output.line(`${context.output.paint.good('undone')}  ${path}`));
	printApplied(applied, context);
	return 0;
}

/** The answer for programs. */
function answer({ found, writes, notReadCount }: AdoptionProposal): object {
	return { version: 1, found, writes: writes.map(({ path, kind }) => ({ path, kind })), notRead: notReadCount };
}

/** What fits what was found. */
function nextSteps(found: readonly Found[]): readonly string[] {
	const evidence = found.find(({ what }) => what === 'evidence');
	const hook = found.find(({ what }) => what === 'hook');
	return [
		'Next: “stagemark check” shows what it finds in the prompts; “stagemark adopt --undo” undoes the adoption.',
		...(evidence === undefined ? [] : [`“stagemark record --from ${evidence.path} --dry-run” shows what can be imported from it.`]),
		...(hook === undefined ? [] : [`“stagemark hooks install” adds the check to ${hook.as}.`]),
	];
}
