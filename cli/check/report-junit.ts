import type { Severity } from '../../core/base/problem.ts';
import type { JunitCase } from '../text/junit.ts';
import { junitReport } from '../text/junit.ts';
import type { CheckFinding, CheckResult } from './check-result.ts';
import { isAtLeast } from './check-result.ts';

/** One test case a file: failed when it has a finding that `failOn` counts. What is milder stands in its output. */
export function reportJunit({ findings }: CheckResult, paths: readonly string[], failOn: Severity): string {
	const cases = paths.map((path): JunitCase => {
		const found = findings.filter(finding => finding.file === path);
		return {
			className: 'stagemark.check',
			name: path,
			failures: found
				.filter(finding => isAtLeast(finding.severity, failOn))
				.map(finding => ({ type: finding.rule, message: finding.message, text: inWords(finding) })),
			isSkipped: false,
			output: found
				.filter(finding => !isAtLeast(finding.severity, failOn))
				.map(inWords)
				.join('\n'),
		};
	});
	return junitReport('stagemark check', cases);
}

function inWords({ file, range, severity, message, rule }: CheckFinding): string {
	return `${file}:${range.start.line + 1}:${range.start.character + 1} ${severity} ${message} (${rule})`;
}
