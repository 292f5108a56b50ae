import { changedPlanSentence, isPlanKept } from '../../../workspace/is-plan-kept.ts';
import type { GateContext, GateFinding } from '../gate.ts';

/**
 * A finding that passed becomes an open one, with the reason, where the plan of the experiment that is its evidence changed after it was
 * locked: seeds, margins and metrics may then have been chosen to fit the result.
 */
export async function withKeptPlan(finding: GateFinding, { facts, ports }: Pick<GateContext, 'facts' | 'ports'>): Promise<GateFinding> {
	const id = finding.evidence?.experiment;
	const summary = facts.experiments.find(({ experiment }) => experiment.id === id);
	if (finding.outcome !== 'passed' || summary === undefined || (await isPlanKept(summary, ports.files))) return finding;
	const detail = [finding.detail ?? '', changedPlanSentence(summary.experiment.id)].filter(part => part !== '').join(' ');
	return { ...finding, outcome: 'inconclusive', detail };
}
