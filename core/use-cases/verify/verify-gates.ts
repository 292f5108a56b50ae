import { requirementsOf } from '../../formats/config/requirements-of.ts';
import { askedOfTransition } from '../../workspace/registry/asked-of-transition.ts';
import type { ClaimEvidence } from '../../workspace/registry/asked-of-transition.ts';
import { checksFor } from '../../judging/gates/checks-for.ts';
import { isArrival } from '../../formats/registry/holders-of-stage.ts';
import { isHeldBack } from '../../formats/registry/is-held-back.ts';
import type { Registry, RegistryProblem, Transition } from '../../formats/registry/registry-file.ts';
import type { Checked, ClaimName } from './claim.ts';

/**
 * A problem for each move into a stage whose configuration asked for gates, at the commit of the move, that records no outcome of one of
 * them, or one that should have kept the version back, and is neither an override nor a rollback. A move that is not committed is
 * held to the configuration as it is. A move whose commit cannot be seen is not
 * checked, and neither is one whose tags are not known where they decide what is asked.
 */
export async function verifyGates(registry: Registry, evidence: ClaimEvidence): Promise<Checked> {
	const problems: RegistryProblem[] = [];
	const unchecked: [ClaimName, string][] = [];
	for (const [position, transition] of registry.transitions.entries()) {
		evidence.access.signal.throwIfAborted();
		if (!isArrival(transition, transition.to) || transition.override === true || transition.rollback === true) continue;
		const { config, subject, gap } = await askedOfTransition(transition, registry, evidence);
		if (gap !== undefined) {
			unchecked.push(['gates', gap]);
			continue;
		}
		const objection = objectionTo(transition, requirementsOf(config.promotion, transition.to, subject).flatMap(checksFor));
		if (objection === undefined) continue;
		problems.push({
			name: registry.name,
			transition: position,
			kind: 'missing-gates',
			message: `Transition ${position + 1} (${transition.version} to ${transition.to}) ${objection} and is not an override. Only “stagemark promote”, which records the gates, may move a version into this stage. Restore the file from Git, or promote the version again.`,
			place: ['transitions', position, 'to'],
		});
	}
	return { problems, unchecked };
}

/** In words that follow the move; undefined when there is none. */
function objectionTo({ gates = [] }: Transition, required: readonly { readonly label: string }[]): string | undefined {
	const recorded = new Set(gates.map(({ gate }) => gate));
	const missing = [...new Set(required.map(({ label }) => label))].filter(label => !recorded.has(label));
	if (missing.length > 0) return `lacks the outcome of ${missing.join(', ')}, which stagemark.yaml required,`;
	const held = gates.filter(isHeldBack);
	return held.length === 0 ? undefined : `went ahead although ${held.map(({ gate, outcome }) => `${gate} was ${outcome}`).join(', ')}`;
}
