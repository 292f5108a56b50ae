import type { Severity } from '../../core/base/problem.ts';
import { textTable } from '../../core/base/text/text-table.ts';
import { printableLine } from '../../core/base/text/printable.ts';
import type { CheckFinding, CheckResult } from './check-result.ts';
import { coverageText, waitingRulesText } from './coverage-text.ts';
import type { TextPaint } from '../../core/base/text/text-paint.ts';

/** Findings for people: one table a file, places 1-based as editors show them, a summary at the end. */
export function reportText(result: CheckResult, paint: TextPaint): string {
	const files = new Map<string, CheckFinding[]>();
	for (const finding of result.findings) {
		const others = files.get(finding.file);
		if (others === undefined) files.set(finding.file, [finding]);
		else others.push(finding);
	}
	const tables = [...files].map(([file, findings]) => `${paint.strong(printableLine(file))}\n${findingTable(findings, paint)}\n`);
	const waiting = waitingRulesText(result);
	return [...tables, summaryLine(result, paint), ...(waiting === undefined ? [] : [paint.dim(waiting)])].join('\n');
}

function findingTable(findings: readonly CheckFinding[], paint: TextPaint): string {
	const rows = findings.map(({ range, severity, message, rule }) => [
		`  ${range.start.line + 1}:${range.start.character + 1}`,
		severity,
		message,
		rule,
	]);
	const painters: Record<Severity, (text: string) => string> = {
		error: paint.bad,
		warning: paint.warning,
		info: paint.dim,
		hint: paint.dim,
	};
	const paintCell = (text: string, row: number, column: number): string => {
		const severity = findings[row]?.severity;
		if (column === 1 && severity !== undefined) return painters[severity](text);
		return column === 2 ? text : paint.dim(text);
	};
	return textTable([{}, {}, {}, {}], rows, { cell: paintCell });
}

function summaryLine(result: CheckResult, paint: TextPaint): string {
	const { summary, findings, fixes } = result;
	const fixed = fixes === undefined || fixes.applied === 0 ? '' : `, ${count(fixes.applied, 'fix', 'fixes')} applied`;
	const coverage = `${coverageText(result)}${fixed}`;
	if (findings.length === 0) return `${coverage}${nothingFound(summary, paint)}`;
	const parts = [
		summary.errors > 0 ? paint.bad(count(summary.errors, 'error')) : '',
		summary.warnings > 0 ? paint.warning(count(summary.warnings, 'warning')) : '',
		summary.infos > 0 ? count(summary.infos, 'info') : '',
		summary.hints > 0 ? count(summary.hints, 'hint') : '',
	].filter(part => part !== '');
	const fixable = findings.filter(finding => finding.fix === 'safe').length;
	const advice = fixable > 0 ? ` ${fixable} can be fixed with --fix.` : '';
	return `${coverage}: ${parts.join(', ')}.${advice}`;
}

/** Nobody who has read nothing has found nothing. */
function nothingFound({ records, notRead }: CheckResult['summary'], paint: TextPaint): string {
	if (records === 0) return '.';
	return notRead === 0 ? `: ${paint.good('nothing found.')}` : ': nothing found in what was read.';
}

function count(amount: number, noun: string, plural = `${noun}s`): string {
	return `${amount} ${amount === 1 ? noun : plural}`;
}
