import type { Severity } from '../../core/base/problem.ts';
import type { JunitCase } from '../text/junit.ts';
import { junitReport } from '../text/junit.ts';
import type { CheckFinding, CheckResult } from './check-result.ts';
import { isAtLeast } from './check-result.ts';

/**
 * One test case a file: failed when it has a finding that `failOn` counts, skipped when it was not read. What is milder stands in
 * its output.
 *
 * @param read - The files that were read.
 */
export function reportJunit({ findings, notRead }: CheckResult, read: readonly string[], failOn: Severity): string {
	const reasons = new Map(notRead.map(({ file, detail }) => [file, detail]));
	const cases = [...read, ...reasons.keys()].sort().map((path): JunitCase => {
		const found = findings.filter(finding => finding.file === path);
		return {
			className: 'stagemark.check',
			name: path,
			failures: found
				.filter(finding => isAtLeast(finding.severity, failOn))
				.map(finding => ({ type: finding.rule, message: finding.message, text: inWords(finding) })),
			isSkipped: reasons.has(path),
			output: [
				...(reasons.has(path) ? [`not read: ${reasons.get(path) ?? ''}`] : []),
				...found.filter(finding => !isAtLeast(finding.severity, failOn)).map(inWords),
			].join('\n'),
		};
	});
	return junitReport('stagemark check', cases);
}

function inWords({ file, range, severity, message, rule }: CheckFinding): string {
	return `${file}:${range.start.line + 1}:${range.start.character + 1} ${severity} ${message} (${rule})`;
}
