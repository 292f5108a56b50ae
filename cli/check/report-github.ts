import type { Severity } from '../../core/base/problem.ts';
import { printable } from '../../core/base/text/printable.ts';
import type { CheckResult } from './check-result.ts';
import { coverageText, waitingRulesText } from './coverage-text.ts';

const levels: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' };

/**
 * Workflow commands that GitHub Actions shows as annotations, 1-based. The last one says what was read.
 * Source: GitHub Actions documentation, "Workflow commands".
 */
export function reportGithub(result: CheckResult): string {
	const annotations = result.findings
		.map(({ severity, file, range, rule, message }) => {
			const properties = [
				`file=${escapeProperty(file)}`,
				`line=${range.start.line + 1}`,
				`endLine=${range.end.line + 1}`,
				// Columns are only shown for findings within one line.
				...(range.start.line === range.end.line
					? [`col=${range.start.character + 1}`, `endColumn=${range.end.character + 1}`]
					: []),
				`title=${escapeProperty(`stagemark ${rule}`)}`,
			];
			return `::${levels[severity]} ${properties.join(',')}::${escapeData(message)}\n`;
		})
		.join('');
	const waiting = waitingRulesText(result);
	const coverage = `${coverageText(result)}.${waiting === undefined ? '' : ` ${waiting}`}`;
	return `${annotations}::notice title=stagemark check::${escapeData(coverage)}\n`;
}

function escapeData(text: string): string {
	return printable(text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A'));
}

function escapeProperty(text: string): string {
	return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
