import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { GitState } from '../../ports/git.ts';
import type { Change } from '../unit-of-work/change.ts';
import { commitMessage } from '../unit-of-work/commit-message.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Config } from '../../formats/config/config.ts';
import { releaseTag } from '../../workspace/prompt-versions.ts';
import { findPeople } from './find-people.ts';
import { judgePromotion } from './judge-promotion.ts';
import type { PromotionPorts } from './judge-promotion.ts';
import { openRegistry, refusalOfRepository } from './open-registry.ts';
import type { OpenRegistry } from './open-registry.ts';
import { checkPromotion, planPromotion } from './plan-promotion.ts';
import type { PromotionPlan } from './plan-promotion.ts';
import type { PromoteFailure, PromotionRequest } from './promotion.ts';
import type { Transition } from '../../formats/registry/registry-file.ts';
import { stageRoles } from '../../formats/registry/stage-roles.ts';
import { withEvidence } from './version-facts.ts';

/** A promotion as it would be carried out at this moment: what is shown before, and what is done after the user agrees. */
export interface PreparedPromotion {
	readonly plan: PromotionPlan;
	/** The commit message, trailers included. */
	readonly message: string;
	/** Marks the first release of a version. */
	readonly tag: Change['tag'];
	readonly config: Config;
	readonly state: GitState;
}

/**
 * Reads the workspace and plans a promotion. Writes nothing.
 *
 * @throws The signal's reason when cancelled.
 */
export async function preparePromotion(
	request: PromotionRequest,
	ports: PromotionPorts,
	signal: CancelSignal,
): Promise<Result<PreparedPromotion, PromoteFailure>> {
	const open = await openRegistry(request, ports, signal);
	if (!open.ok) return open;
	const { index, config, state } = open.value;
	const known = await withEvidence(request, open.value, { facts: index, files: ports.files }, signal);
	if (!known.ok) return known;
	const target = checkPromotion(request, known.value);
	if (!target.ok) return target;
	const refusal = await refusalOfRepository(open.value, ports);
	if (refusal !== undefined) return fail(refusal);
	const people = await findPeople(request.version, open.value, ports.git, signal);
	// Gates may take long, so they come last; what goes back has passed them before.
	const question = { request, target: target.value, known: known.value, facts: index };
	const gates = request.rollback === true ? [] : await judgePromotion(question, ports, signal);
	const plan = planPromotion(request, { ...known.value, people, gates, at: ports.clock.now() });
	if (!plan.ok) return plan;
	return succeed({
		plan: plan.value,
		message: messageFor(request, plan.value, open.value),
		tag: plan.value.isFirstRelease ? tagFor(request, plan.value) : undefined,
		config,
		state,
	});
}

/** The first line of the commit of a move, for example `promote(code-generator): 2.0.0 Staging -> Production`. */
export function moveSubject(name: string, moved: Transition, config: Pick<Config, 'stages'>): string {
	const verb = moved.rollback === true ? 'rollback' : moved.to === stageRoles(config).archive ? 'archive' : 'promote';
	return `${verb}(${name}): ${moved.version} ${moved.from} -> ${moved.to}`;
}

function messageFor(
	request: PromotionRequest,
	{ transitions: [moved, ...others] }: PromotionPlan,
	{ config }: Pick<OpenRegistry, 'config'>,
): string {
	return commitMessage(moveSubject(request.name, moved, config), moved.reason, [
		['Stagemark-Prompt', `${request.name}@${moved.version}`],
		...[moved, ...others].map(({ digest }) => ['Stagemark-Transition', digest] as const),
	]);
}

function tagFor(request: PromotionRequest, { transitions: [moved] }: PromotionPlan): { readonly name: string; readonly message: string } {
	return { name: releaseTag(request.name, moved.version), message: `${request.name} ${moved.version} in ${moved.to}\n\n${moved.reason}` };
}
