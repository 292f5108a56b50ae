import type { GateRequirement } from '../../formats/config/requirements-of.ts';
import type { GateCheck } from './gate.ts';
import { gates } from './all-gates.ts';

/** The checks that a requirement of the configuration asks for. */
export function checksFor(requirement: GateRequirement): readonly GateCheck[] {
	const checks = gates.flatMap(gate => gate.checksFor(requirement));
	if (checks.length > 0) return checks;
	// Both lists are kept in step by tests; should they ever not be, nothing may pass for it.
	const label = requirement.kind === 'named' ? requirement.name : Object.keys(requirement.rule).join(', ');
	return [{ label, evaluate: () => Promise.resolve({ outcome: 'failed', detail: 'No gate matches this requirement.' }) }];
}
