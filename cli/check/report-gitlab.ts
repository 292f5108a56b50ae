import { printableJson } from '../../core/base/text/printable.ts';
import type { Severity } from '../../core/base/problem.ts';
import { sha256Hex } from '../../core/base/sha256.ts';
import type { CheckFinding, CheckResult } from './check-result.ts';

const severities: Record<Severity, string> = { error: 'critical', warning: 'major', info: 'minor', hint: 'info' };

/**
 * A Code Quality report as GitLab reads it from `artifacts: reports: codequality`. Places are 1-based.
 * Source: GitLab documentation, "Code Quality report format".
 */
export function reportGitlab({ findings }: CheckResult): string {
	const seen = new Map<string, number>();
	const issues = findings.map(finding => ({
		description: finding.message,
		check_name: finding.rule,
		fingerprint: fingerprintOf(finding, seen),
		severity: severities[finding.severity],
		location: { path: finding.file, lines: { begin: finding.range.start.line + 1, end: finding.range.end.line + 1 } },
	}));
	return `${printableJson(JSON.stringify(issues, undefined, 2))}\n`;
}

/** The same finding on another line is still the same for GitLab, which compares branches; equal ones are told apart by their order. */
function fingerprintOf({ file, rule, message }: CheckFinding, seen: Map<string, number>): string {
	const identity = JSON.stringify([file, rule, message]);
	const count = seen.get(identity) ?? 0;
	seen.set(identity, count + 1);
	return sha256Hex(`${identity}${count}`);
}
