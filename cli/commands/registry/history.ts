import { printableLine } from '../../../core/base/text/printable.ts';
import { z } from 'zod';
import { evidenceRunIds } from '../../../core/formats/registry/evidence-runs.ts';
import { parseMoment } from '../../../core/formats/registry/parse-moment.ts';
import type { Registry, RegistryRequest, Review, Transition } from '../../../core/formats/registry/registry-file.ts';
import { stageRoles } from '../../../core/formats/registry/stage-roles.ts';
import { stagesAt } from '../../../core/formats/registry/stages-at.ts';
import type { RegistryMoment } from '../../../core/formats/registry/stages-at.ts';
import { textTable } from '../../../core/base/text/text-table.ts';
import { stateOf } from '../../../core/use-cases/verify/signed-entries.ts';
import { signatureInWords } from '../../../core/words/signatures-in-words.ts';
import { reviewSignatures } from '../../../core/workspace/signing/review-signatures.ts';
import type { SignatureState } from '../../../core/workspace/signing/signature-state.ts';
import type { CliCommand, CommandContext } from '../../command.ts';
import { loadFacts } from '../../load-facts.ts';
import { moveInWords } from '../../text/moves-text.ts';
import { exitCodeOfListing, notRegistered } from '../../text/not-read.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { UsageError } from '../../text/output.ts';
import { gitSight } from '../../../core/workspace/registry/git-sight.ts';
import { sayUnreadable } from '../../text/unreadable-git.ts';

const optionsSchema = outputFormatSchema.extend({ at: z.string().optional() });

/** Later than every moment that a file can hold. */
const endOfTime = '9999-12-31T23:59:59Z';

export const history: CliCommand = {
	onlyLooks: true,

	define(parser) {
		parser
			.argument('<name>', 'the prompt, pipeline or model')
			.option(
				'--at <date>',
				'a date (meaning its first second) or a time, such as 2025-02-03 or 2025-02-03T10:00+01:00; UTC without a time zone',
			)
			.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, args, rawOptions) {
		const { at, format } = optionsSchema.parse(rawOptions);
		const name = z.string().normalize('NFC').parse(args[0]);
		const moment = at === undefined ? undefined : parseMoment(at);
		if (at !== undefined && moment === undefined) {
			throw new UsageError(`“${at}” is not a date. Write 2025-02-03 or 2025-02-03T10:00:00+01:00.`);
		}
		const facts = await loadFacts(context);
		const summary = facts.registries.find(({ registry: found }) => found.name === name);
		const registry = summary?.registry;
		const { files, git, signer } = context.ports;
		sayUnreadable(gitSight(await git.state(), await git.damage()), 'this is as the file says', context);
		if (registry === undefined) throw notRegistered(name, facts, ' “stagemark registry” lists the names.');
		const state = stagesAt(registry, moment ?? endOfTime, stageRoles(facts.config).held);
		for (const position of state.skewed) context.output.note(context.output.paint.warning(skewInWords(registry, position)));
		const signatures = await reviewSignatures(registry, facts.config, { files, git, signer, signal: context.signal });
		if (moment !== undefined) printMoment({ registry, signatures }, state, format, context);
		else if (format === 'json') {
			const { requests, transitions } = registry;
			context.output.json({ version: 1, name, transitions, requests, skewed: state.skewed });
		} else printTransitions(registry, context);
		return exitCodeOfListing(summary?.flaw === undefined ? [] : [summary.flaw]);
	},
};

function skewInWords({ transitions }: Registry, position: number): string {
	const { at = '', by = '' } = transitions[position] ?? {};
	return `Transition ${position + 1} by ${by} has the time ${at}, which is earlier than the one before it, so a clock was wrong. The order of the chain counts.`;
}

function printTransitions({ name, transitions }: Registry, { output }: CommandContext): void {
	if (transitions.length === 0) {
		output.line(`${name} has not been moved yet.`);
		return;
	}
	const rows = transitions.map(transition => [
		transition.at,
		transition.version,
		moveInWords(transition, output.paint),
		transition.by,
		evidenceInWords(transition),
		transition.reason,
	]);
	const columns = ['at', 'version', 'move', 'by', 'evidence', 'reason'].map(title => ({ title }));
	output.line(textTable(columns, rows));
}

/** A registry file, and what the signatures of its reviews are worth. */
interface SignedRegistry {
	readonly registry: Registry;
	readonly signatures: ReadonlyMap<Review, SignatureState>;
}

function printMoment(
	{ registry, signatures }: SignedRegistry,
	moment: RegistryMoment,
	format: 'text' | 'json',
	{ output }: CommandContext,
): void {
	const { name } = registry;
	if (format === 'json') {
		const stages = Object.fromEntries(
			[...moment.stages].map(([stage, { since, transition }]) => [stage, evidenceOf(since, transition)]),
		);
		const aliases = Object.fromEntries(moment.aliases);
		output.json({ version: 1, at: moment.at, name, stages, aliases, skewed: moment.skewed });
		return;
	}
	output.line(`${output.paint.strong(name)} at ${moment.at}`);
	if (moment.stages.size === 0) output.line('No stage held a version.');
	for (const [stage, { version, since, transition }] of moment.stages) {
		output.line(`${stage}  ${version}  since ${since}, ${moveInWords(transition, output.paint)} by ${transition.by}`);
		output.line(`  ${printableLine(transition.reason)}`);
		for (const line of detailsOf(transition, registry.requests, signatures)) output.line(`  ${printableLine(line)}`);
	}
	for (const [alias, version] of moment.aliases) output.line(`${name}@${alias}  ${version}`);
	const { next } = moment;
	if (next !== undefined) output.note(`Within a day after that: ${next.version} ${moveInWords(next, output.paint)} at ${next.at}.`);
}

/** The fields of the documented JSON, in its order. */
function evidenceOf(since: string, { version, by, reason, experiment, runs, prompt_sha256: content, ...more }: Transition): object {
	const { gates, approvals, request, override, rollback } = more;
	const evidence = { experiment: experiment ?? null, runs: runs ?? [], prompt_sha256: content ?? null };
	return {
		version,
		since,
		by,
		...evidence,
		reason,
		gates: gates ?? [],
		approvals: approvals ?? [],
		request: request ?? null,
		override: override === true,
		rollback: rollback === true,
	};
}

function detailsOf(
	transition: Transition,
	requests: readonly RegistryRequest[],
	signatures: ReadonlyMap<Review, SignatureState>,
): readonly string[] {
	const { approvals = [], gates = [], prompt_sha256: content } = transition;
	const runs = evidenceRunIds(transition);
	const request = requests.find(({ id }) => id === transition.request);
	return [
		`evidence  ${evidenceInWords(transition)}${runs.length === 0 ? '' : `: ${runs.join(', ')}`}`,
		...(content === undefined ? [] : [`content   ${content}`]),
		...(request === undefined ? [] : [`request   ${request.id} by ${request.by}: ${request.reason}`]),
		...approvals.map(approval => {
			const { by, at, comment } = approval;
			const signed = signatureInWords(stateOf(approval, request, signatures));
			return `approval  ${by}, ${at}, ${signed}${comment === undefined ? '' : `: ${comment}`}`;
		}),
		...gates.map(({ gate, outcome, observed, threshold }) =>
			['gate     ', gate, outcome, observed ?? '', threshold ?? ''].filter(part => part !== '').join(' '),
		),
	];
}

function evidenceInWords({ experiment, runs = [] }: Transition): string {
	if (experiment === undefined && runs.length === 0) return 'none';
	return `${experiment ?? ''} ${runs.length} ${runs.length === 1 ? 'run' : 'runs'}`.trim();
}
