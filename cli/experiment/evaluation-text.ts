import { createInterface } from 'node:readline/promises';
import type { EvaluationStop } from '../../core/use-cases/evaluate/evaluate-run.ts';
import type { EvaluationProgress } from '../../core/use-cases/evaluate/evaluation.ts';
import { hostsToContact } from '../../core/use-cases/evaluate/hosts-to-contact.ts';
import { answersOf } from '../../core/use-cases/run/cassette.ts';
import type { ExperimentRunPlan, WayToRun } from '../../core/use-cases/run/experiment-run.ts';
import type { CommandContext } from '../command.ts';

/** How the runs of a plan are filled, for people. */
export function linesOfWay(plan: ExperimentRunPlan): readonly string[] {
	const { way } = plan;
	if (way.kind === 'command') return [`command  ${way.command}`];
	if (way.isRescoring) return ['asks     nobody; recorded answers are scored again'];
	const questionCount = questionCountOf(plan, way);
	const places = new Set(
		[...way.evaluation.variants.values()].map(
			({ endpoint, model }) => `${model} at ${endpoint.name} (${endpoint.url ?? endpoint.command ?? ''})`,
		),
	);
	return [...[...places].map(place => `asks     ${place}`), `questions  ${questionCount}`];
}

/** The same for programs. */
export function wayAsJson(plan: ExperimentRunPlan): object {
	const { way } = plan;
	if (way.kind === 'command') return { command: way.command };
	const commands = [...way.evaluation.variants.values()].flatMap(({ endpoint }) => endpoint.command ?? []);
	return { command: commands[0] ?? null, questions: questionCountOf(plan, way), budget_usd: way.evaluation.budgetUsd ?? null };
}

/** How far an evaluation has come, in a few words. */
export function askingInWords({ doneCount, totalCount, spentUsd }: EvaluationProgress): string {
	return `${doneCount} of ${totalCount} answered${spentUsd === undefined ? '' : ` · $${spentUsd.toFixed(4)}`}`;
}

/** What is left of a run that was stopped. */
export function stopAsJson(stop: EvaluationStop): object {
	return { reason: stop.kind, ...(stop.kind === 'budget-spent' && { remaining: { cells: stop.remainingCount } }) };
}

/**
 * Whether prompts and cases may go to the hosts of the plan. At a terminal the user is asked; without one, a host is contacted that
 * stagemark.yaml of the last commit names, and no other. This machine needs no leave.
 */
export async function mayContactHosts(plan: ExperimentRunPlan, { ports, output, signal }: CommandContext): Promise<boolean> {
	if (plan.way.kind === 'command' || plan.way.isRescoring || plan.missing.length === 0) return true;
	const hosts = await hostsToContact(plan.way.evaluation, ports.git);
	if (hosts.length === 0) return true;
	if (process.stdin.isTTY && process.stderr.isTTY) {
		const names = hosts.map(({ host }) => host).join(', ');
		const lines = createInterface({ input: process.stdin, output: process.stderr });
		const answer = await lines
			.question(`Send the prompts and cases of this experiment to ${names}? [y/N] `, { signal })
			.finally(() => lines.close());
		return /^y(?:es)?$/i.test(answer.trim());
	}
	const unknown = hosts.filter(({ isCommitted }) => !isCommitted);
	for (const { host, endpoint } of unknown) {
		output.note(
			`Nothing was sent to ${host}. The endpoint “${endpoint}” is not in the last commit of stagemark.yaml, and there is nobody to ask. Commit it, or add --yes.`,
		);
	}
	return unknown.length === 0;
}

/** Questions that no run of the same variant and seed has an answer to. */
function questionCountOf({ missing }: ExperimentRunPlan, way: Extract<WayToRun, { kind: 'evaluate' }>): number {
	if (way.isRescoring) return 0;
	return missing.reduce((sum, combination) => {
		const digests = (way.evaluation.variants.get(combination.variant)?.cellsFor(combination.seed) ?? []).map(({ digest }) => digest);
		const { answers } = answersOf(combination, digests, way.recorded);
		return sum + digests.filter(digest => answers.get(digest)?.answer.ok !== true).length;
	}, 0);
}
