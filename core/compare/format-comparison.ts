import type { Comparison, MetricComparison } from './comparison.ts';
import { comparisonPage } from './comparison-page.ts';
import { cellsOf, comparisonReport, isNumberColumn } from './comparison-report.ts';
import type { Report, Tone } from './comparison-report.ts';
import { escapeCsv, escapeMarkdown, escapePlain } from './escape-text.ts';

/** Colours for a terminal. Each gives back the text with nothing but invisible marks added. */
export interface ComparisonPaint {
	good(text: string): string;
	bad(text: string): string;
	warning(text: string): string;
	dim(text: string): string;
	strong(text: string): string;
}

const noPaint: ComparisonPaint = { good: same, bad: same, warning: same, dim: same, strong: same };

/** For a terminal: the title, what is compared, whether it may be compared, and an aligned table. Ends with a line break. */
export function comparisonToText(comparison: Comparison, paint: ComparisonPaint = noPaint): string {
	const report = comparisonReport(comparison);
	const parts = [
		paint.strong(escapePlain(report.title)),
		report.sides.map(side => `${side.role.padEnd(8)}  ${escapePlain(`${side.label}  ${side.facts}`)}`).join('\n'),
		escapePlain(report.comparability),
		textTable(report, paint),
		paint.dim(escapePlain(report.footnote)),
		...report.warnings.map(warning => paint.warning(escapePlain(warning))),
	];
	return `${parts.filter(part => part !== '').join('\n\n')}\n`;
}

/** For a pull request or a conclusion: heading, sentence, table. Everything from files is escaped. Ends with a line break. */
export function comparisonToMarkdown(comparison: Comparison): string {
	const report = comparisonReport(comparison);
	const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
	const rows = report.rows.map(row => {
		const cells = cellsOf(row, report).map(escapeMarkdown);
		return line(row.isPrimary ? cells.map(cell => `**${cell}**`) : cells);
	});
	const alignment = report.headings.map((_, column) => (isNumberColumn(column, report) ? '---:' : '---'));
	const parts = [
		`## ${escapeMarkdown(report.title)}`,
		report.sides.map(side => `- ${side.role}: ${escapeMarkdown(`${side.label} · ${side.facts}`)}`).join('\n'),
		escapeMarkdown(report.comparability),
		rows.length === 0 ? '' : [line(report.headings.map(escapeMarkdown)), line(alignment), ...rows].join('\n'),
		escapeMarkdown(report.footnote),
		report.warnings.map(warning => `- ${escapeMarkdown(warning)}`).join('\n'),
	];
	return `${parts.filter(part => part !== '').join('\n\n')}\n`;
}

/** For a spreadsheet: one row per metric and candidate, numbers unrounded, empty where there is none. Line breaks are LF, as Git likes them. */
export function comparisonToCsv(comparison: Comparison): string {
	const names = csvColumns.map(([name]) => name).join(',');
	const rows = comparison.metrics.map(metric => csvColumns.map(([, read]) => escapeCsv(read(metric, comparison))).join(','));
	return `${[names, ...rows].join('\n')}\n`;
}

/** A page of its own that needs nothing else: no script, no request, light and dark. */
export function comparisonToHtml(comparison: Comparison): string {
	return comparisonPage(comparisonReport(comparison));
}

const csvColumns: readonly (readonly [
	name: string,
	read: (metric: MetricComparison, comparison: Comparison) => string | number | boolean | null,
])[] = [
	['name', metric => metric.name],
	['goal', metric => metric.goal],
	['primary', metric => metric.primary],
	['baseline', (_, comparison) => comparison.baseline],
	['candidate', metric => metric.candidate],
	['baseline_mean', metric => metric.baseline?.mean ?? null],
	['baseline_n', metric => metric.baseline?.n ?? null],
	['baseline_se', metric => metric.baseline?.se ?? null],
	['value_mean', metric => metric.value?.mean ?? null],
	['value_n', metric => metric.value?.n ?? null],
	['value_se', metric => metric.value?.se ?? null],
	['pairs', metric => metric.pairs],
	['dropped', metric => metric.dropped],
	['delta', metric => metric.delta],
	['relative', metric => metric.relative],
	['ci_low', metric => metric.ci?.[0] ?? null],
	['ci_high', metric => metric.ci?.[1] ?? null],
	['p', metric => metric.p],
	['p_adjusted', metric => metric.p_adjusted],
	['method', metric => metric.method],
	['effect', metric => metric.effect.name],
	['effect_value', metric => metric.effect.value],
	['mde', metric => metric.mde],
	['cases_needed', metric => metric.cases_needed],
	['wins', metric => metric.wins],
	['losses', metric => metric.losses],
	['ties', metric => metric.ties],
	['verdict', metric => metric.verdict],
	['words', metric => metric.words],
];

function textTable(report: Report, paint: ComparisonPaint): string {
	if (report.rows.length === 0) return '';
	const lines = [report.headings, ...report.rows.map(row => cellsOf(row, report))].map(cells => cells.map(escapePlain));
	const widths = report.headings.map((_, column) => Math.max(...lines.map(cells => lengthOf(cells[column] ?? ''))));
	return lines
		.map((cells, index) => {
			const row = report.rows[index - 1];
			const padded = cells.map((cell, column) => {
				const padding = ' '.repeat((widths[column] ?? 0) - lengthOf(cell));
				const painted = row !== undefined && column === cells.length - 1 ? paintTone(cell, row.tone, paint) : cell;
				return isNumberColumn(column, report) ? padding + painted : painted + padding;
			});
			const line = padded.join('  ').trimEnd();
			return row === undefined ? paint.dim(line) : row.isPrimary ? paint.strong(line) : line;
		})
		.join('\n');
}

function paintTone(text: string, tone: Tone, paint: ComparisonPaint): string {
	return tone === 'plain' ? text : paint[tone](text);
}

/** Characters as a terminal counts them, near enough: code points. */
function lengthOf(text: string): number {
	return Array.from(text).length;
}

function same(text: string): string {
	return text;
}
