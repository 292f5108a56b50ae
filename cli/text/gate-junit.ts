import type { GateReport } from '../../core/use-cases/promote/evaluate-gates.ts';
import { isHeldBack } from '../../core/formats/registry/is-held-back.ts';
import type { GateOutcome } from '../../core/formats/registry/registry-file.ts';
import { nothingRequired } from './gate-text.ts';
import { junitReport } from './junit.ts';

/**
 * One test case a gate: failed when it keeps the version back, which an inconclusive one does as well. Without any gate there is one that
 * is skipped.
 */
export function gateJunit({ name, version, to, gates }: GateReport): string {
	const cases = gates.map(gate => ({
		className: `stagemark.gate.${name}`,
		name: gate.gate,
		failures: isHeldBack(gate) ? [{ type: gate.outcome, message: inWords(gate), text: gate.detail ?? inWords(gate) }] : [],
		isSkipped: gate.outcome === 'skipped',
		output: isHeldBack(gate) ? '' : (gate.detail ?? ''),
	}));
	const nothing = { className: `stagemark.gate.${name}`, name: 'gates', failures: [], isSkipped: true, output: nothingRequired(to) };
	return junitReport(`${name} ${version} for ${to}`, cases.length === 0 ? [nothing] : cases);
}

function inWords({ outcome, observed, threshold }: GateOutcome): string {
	const parts = [observed === undefined ? '' : `observed ${observed}`, threshold === undefined ? '' : `required ${threshold}`];
	return [outcome, ...parts.filter(part => part !== '')].join(', ');
}
