import type { ComparedFactor, Confounder } from '../comparison.ts';
import type { FactorFinding } from './factor-finding.ts';

/** A finding as the comparison tells it. */
export function toComparedFactor(candidate: string, finding: FactorFinding): ComparedFactor {
	const { factor, status, baseline, candidate: candidateValue } = finding;
	return { candidate, factor, status: statuses[status], baseline, candidateValue };
}

/** The finding as a confounder; none where it is none. */
export function toConfounder(candidate: string, finding: FactorFinding): readonly Confounder[] {
	const { factor, status, baseline, candidate: candidateValue, isFatal } = finding;
	return status === 'confounder' && factor !== 'dates' ? [{ candidate, factor, baseline, candidateValue, isFatal }] : [];
}

/** A commit that recording moved says nothing of the code. */
const statuses: Readonly<Record<FactorFinding['status'], ComparedFactor['status']>> = {
	apart: 'different',
	confounder: 'different',
	expected: 'under-study',
	'half-known': 'not-recorded',
	moved: 'different',
	same: 'same',
	unknown: 'not-recorded',
};
