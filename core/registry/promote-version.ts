import type { CancelSignal, GitState, Ports, WorkspacePath } from '../ports.ts';
import { normaliseVersion } from '../prompt/version.ts';
import { applyChange, refusalOfCommit } from '../repository/apply-change.ts';
import type { AppliedChange } from '../repository/change.ts';
import { commitMessage } from '../repository/commit-message.ts';
import { finishInterruptedChange } from '../repository/finish-interrupted-change.ts';
import { fail, succeed } from '../result.ts';
import type { Result } from '../result.ts';
import { loadPromptHistory } from '../workspace/load-prompt-history.ts';
import { loadWorkspace } from '../workspace/load-workspace.ts';
import type { WorkspaceIndex } from '../workspace/workspace-index.ts';
import { findEvidence } from './find-evidence.ts';
import { parseRegistry } from './parse-registry.ts';
import { planPromotion } from './plan-promotion.ts';
import type { PromotionPlan } from './plan-promotion.ts';
import type { PlanFailure, PromoteFailure, Promotion, PromotionFacts, PromotionRequest } from './promotion.ts';
import { stageRoles } from './stage-roles.ts';

/**
 * Moves a version to a stage: plans the move, writes the registry file in one rename, commits it as
 * `promote(code-generator): 2.0.0 Staging -> Production`, and tags the first release. Nothing is written when the answer
 * is a failure.
 *
 * @throws The signal's reason when cancelled; once writing has begun it is finished.
 */
export async function promoteVersion(
	request: PromotionRequest,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<Promotion, PromoteFailure>> {
	const interrupted = await finishInterruptedChange(ports);
	const index = await loadWorkspace(ports.files, ports.git, signal);
	const state = await ports.git.state();
	const facts = await gatherFacts(request, index, ports, signal);
	if (!facts.ok) return facts;
	const plan = planPromotion(request, facts.value);
	if (!plan.ok) return plan;
	const refusal = await refusalOfRepository(facts.value, ports, state);
	if (refusal !== undefined) return fail(refusal);
	signal.throwIfAborted();

	const { path, before, text, transitions, isFirstRelease } = plan.value;
	const applied = await applyChange(
		{
			write: { kind: 'file', path, text, before },
			message: messageFor(request, plan.value),
			tag: isFirstRelease ? tagFor(request, plan.value) : undefined,
			settings: index.config.git,
		},
		ports,
	);
	if (!applied.ok) return applied;
	const warnings = warningsAbout(plan.value, facts.value, applied.value, state);
	return succeed({ path, transitions, applied: applied.value, warnings, interrupted });
}

async function gatherFacts(
	request: PromotionRequest,
	index: WorkspaceIndex,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<PromotionFacts, PromoteFailure>> {
	const wanted = normaliseVersion(request.version);
	if (!index.versionsOf(request.name).some(({ version }) => version === wanted)) {
		await loadPromptHistory(index, new Set([request.name]), ports.git, signal);
	}
	const versions = index
		.versionsOf(request.name)
		.flatMap(({ version, path, contentHash }) => (version === undefined ? [] : { version, path, contentHash }));
	const path = registryPath(request.name, index);
	const content = await ports.files.read(path);
	if (content.kind !== 'text' && content.kind !== 'missing') {
		return fail({ kind: 'registry-unreadable', path, message: 'It is not a text file of readable size.' });
	}
	const registry = content.kind === 'text' ? parseRegistry(path, content.text) : undefined;
	const contentHash = versions.find(({ version }) => version === wanted)?.contentHash;
	const evidence = await findEvidence(request, contentHash, { facts: index, files: ports.files }, signal);
	if (!evidence.ok) return evidence;
	const by = await ports.git.identity();
	if (by === undefined) return fail({ kind: 'no-identity' });
	return succeed({ config: index.config, path, registry, versions, evidence: evidence.value, by, at: ports.clock.now() });
}

/** The file that already holds the name, wherever it lies, else the conventional place. */
function registryPath(name: string, index: WorkspaceIndex): WorkspacePath {
	return index.registries.find(({ registry }) => registry.name === name)?.path ?? `${index.config.registry}/${name}.yaml`;
}

/** The commit takes the whole file, so nothing of the user's own may be in it. */
async function refusalOfRepository(
	{ config, path, registry }: PromotionFacts,
	ports: Ports,
	state: GitState,
): Promise<PromoteFailure | undefined> {
	if (!config.git.commit || state.kind !== 'repository') return undefined;
	const refusal = await refusalOfCommit(ports, state);
	if (refusal !== undefined) return refusal;
	const status = (await ports.git.status([path])).get(path);
	const isOwnWork = status === 'changed' || (status === 'untracked' && registry !== undefined);
	return isOwnWork ? ({ kind: 'uncommitted-registry', path } satisfies PlanFailure) : undefined;
}

function messageFor(request: PromotionRequest, { transitions: [moved, ...others] }: PromotionPlan): string {
	return commitMessage(`promote(${request.name}): ${moved.version} ${moved.from} -> ${moved.to}`, moved.reason, [
		['Stagemark-Prompt', `${request.name}@${moved.version}`],
		...[moved, ...others].map(({ digest }) => ['Stagemark-Transition', digest] as const),
	]);
}

function tagFor(request: PromotionRequest, { transitions: [moved] }: PromotionPlan): { readonly name: string; readonly message: string } {
	return { name: `${request.name}/v${moved.version}`, message: `${request.name} ${moved.version} in ${moved.to}\n\n${moved.reason}` };
}

function warningsAbout(plan: PromotionPlan, { config }: PromotionFacts, applied: AppliedChange, state: GitState): readonly string[] {
	const [moved] = plan.transitions;
	const warnings: string[] = [];
	if (moved.runs === undefined && stageRoles(config).held.includes(moved.to)) {
		warnings.push('No recorded run evaluated exactly this content, so the move carries no evidence. Record runs of this version.');
	}
	if (moved.override === true) {
		warnings.push(`The requirements of ${moved.to} were not evaluated, and the transition says that they were overridden.`);
	}
	if (applied.tagFailure !== undefined)
		warnings.push('The move is committed, but Git refused the tag that marks it. Add the tag by hand.');
	if (applied.commit !== undefined && state.kind === 'repository' && state.branch === undefined) {
		warnings.push('HEAD is detached, so the commit is on no branch. Make a branch to keep it.');
	}
	if (applied.ignored.length > 0) {
		warnings.push(
			`.gitignore keeps ${plan.path} out of Git, so nobody else sees this move. Change .gitignore and add the file by hand.`,
		);
	}
	return warnings;
}
