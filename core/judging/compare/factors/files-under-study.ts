import { isDifference } from './factor-finding.ts';
import type { FactorFinding } from './factor-finding.ts';

/**
 * The findings of two result files. No reference names a prompt and no methodology says what is tried, so what is recorded on
 * neither side is unknown, and a single difference is the one under study. With several, nobody can tell which one counts.
 */
export function filesUnderStudy<Kind extends Judged>(findings: readonly Kind[]): readonly Kind[] {
	const known = findings.map(withoutSilence);
	const different = known.filter(isDifference);
	const isOne = different.length === 1 && different.every(({ isFatal }) => !isFatal);
	return known.map(finding => (finding.status === 'confounder' && isOne ? { ...finding, status: 'expected' } : finding));
}

/** Of files that say nothing of a factor, nobody knows whether it is the same. */
function withoutSilence<Kind extends Judged>(finding: Kind): Kind {
	const isSilent = finding.baseline === finding.candidate && (finding.baseline === 'not recorded' || finding.baseline === 'none');
	return isSilent ? { ...finding, status: 'unknown' } : finding;
}

type Judged = Pick<FactorFinding, 'baseline' | 'candidate' | 'isFatal' | 'status'>;
