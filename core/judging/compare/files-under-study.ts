/** What is needed of a finding on one factor; see comparability.ts for the words. */
interface Finding {
	readonly status: 'same' | 'expected' | 'confounder' | 'unknown' | 'moved';
	readonly baseline: string;
	readonly candidate: string;
	readonly isFatal: boolean;
}

/**
 * The findings of two result files. No reference names a prompt and no methodology says what is tried, so what is recorded on
 * neither side is unknown, and a single difference is the one under study. With several, nobody can tell which one counts.
 */
export function filesUnderStudy<Kind extends Finding>(findings: readonly Kind[]): readonly Kind[] {
	const known = findings.map(withoutSilence);
	const different = known.filter(({ status }) => status === 'confounder' || status === 'expected');
	const isOne = different.length === 1 && different.every(({ isFatal }) => !isFatal);
	return known.map(finding => (finding.status === 'confounder' && isOne ? { ...finding, status: 'expected' } : finding));
}

/** Of files that say nothing of a factor, nobody knows whether it is the same. */
function withoutSilence<Kind extends Finding>(finding: Kind): Kind {
	const isSilent = finding.baseline === finding.candidate && (finding.baseline === 'not recorded' || finding.baseline === 'none');
	return isSilent ? { ...finding, status: 'unknown' } : finding;
}
