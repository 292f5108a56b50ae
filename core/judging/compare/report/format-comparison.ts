import { noPaint } from '../../../base/text/text-paint.ts';
import type { TextPaint } from '../../../base/text/text-paint.ts';
import { textTable } from '../../../base/text/text-table.ts';
import type { Comparison, ComparisonSlice, MetricComparison } from '../comparison.ts';
import { comparisonPage } from './comparison-page.ts';
import { cellsOf, comparisonReport, isNumberColumn } from './comparison-report.ts';
import type { Report, Tone } from './comparison-report.ts';
import { escapeCsv, escapeMarkdown, escapePlain } from './escape-text.ts';

/** For a terminal: the title, what is compared, whether it may be compared, and an aligned table. Ends with a line break. */
export function comparisonToText(comparison: Comparison, paint: TextPaint = noPaint): string {
	const report = comparisonReport(comparison);
	const parts = [
		paint.strong(escapePlain(report.title)),
		report.sides.map(side => `${side.role.padEnd(8)}  ${escapePlain(`${side.label}  ${side.facts}`)}`).join('\n'),
		escapePlain(report.comparability),
		metricTable(report, paint),
		report.worstSlices.map(escapePlain).join('\n'),
		paint.dim(escapePlain(report.footnote)),
		...report.superseded.map(line => paint.dim(escapePlain(line))),
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
		report.worstSlices.map(escapeMarkdown).join('\n\n'),
		escapeMarkdown(report.footnote),
		report.superseded.map(line => `- ${escapeMarkdown(line)}`).join('\n'),
		report.warnings.map(warning => `- ${escapeMarkdown(warning)}`).join('\n'),
	];
	return `${parts.filter(part => part !== '').join('\n\n')}\n`;
}

/** For a spreadsheet: one row per metric and candidate, those of slices last, numbers unrounded, empty where there is none. Line breaks are LF, as Git likes them. */
export function comparisonToCsv(comparison: Comparison): string {
	const names = csvColumns.map(([name]) => name).join(',');
	const all = [
		...comparison.metrics.map(metric => ({ metric, slice: undefined })),
		...comparison.slices.flatMap(slice => slice.metrics.map(metric => ({ metric, slice }))),
	];
	const rows = all.map(({ metric, slice }) => csvColumns.map(([, read]) => escapeCsv(read(metric, comparison, slice))).join(','));
	return `${[names, ...rows].join('\n')}\n`;
}

/** A page of its own that needs nothing else: no script, no request, light and dark. */
export function comparisonToHtml(comparison: Comparison): string {
	return comparisonPage(comparisonReport(comparison));
}

const csvColumns: readonly (readonly [
	name: string,
	read: (metric: MetricComparison, comparison: Comparison, slice: ComparisonSlice | undefined) => string | number | boolean | null,
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
	['min_effect', metric => metric.min_effect],
	['not_worse', metric => metric.not_worse],
	['interval_method', metric => metric.interval_method],
	['margin_low', metric => metric.margin_ci?.[0] ?? null],
	['margin_high', metric => metric.margin_ci?.[1] ?? null],
	['worst_low', metric => metric.bounds?.worst[0] ?? null],
	['worst_high', metric => metric.bounds?.worst[1] ?? null],
	['best_low', metric => metric.bounds?.best[0] ?? null],
	['best_high', metric => metric.bounds?.best[1] ?? null],
	['alpha', (_, comparison) => comparison.alpha],
	['look', (_, comparison) => comparison.look?.number ?? null],
	['looks_planned', (_, comparison) => comparison.look?.planned ?? null],
	['look_share', (_, comparison) => comparison.look?.share ?? null],
	['slice_column', (_metric, _comparison, slice) => slice?.column ?? null],
	['slice_value', (_metric, _comparison, slice) => slice?.value ?? null],
	['slice_cases', (_metric, _comparison, slice) => slice?.n ?? null],
];

function metricTable(report: Report, paint: TextPaint): string {
	if (report.rows.length === 0) return '';
	const columns = report.headings.map((title, column) => ({
		title: escapePlain(title),
		align: isNumberColumn(column, report) ? ('right' as const) : ('left' as const),
	}));
	const cells = report.rows.map(row => cellsOf(row, report).map(escapePlain));
	return textTable(columns, cells, {
		cell: (text, row, column) => paintTone(text, column === columns.length - 1 ? (report.rows[row]?.tone ?? 'plain') : 'plain', paint),
		line: (text, row) => (row === undefined ? paint.dim(text) : report.rows[row]?.isPrimary === true ? paint.strong(text) : text),
	});
}

function paintTone(text: string, tone: Tone, paint: TextPaint): string {
	return tone === 'plain' ? text : paint[tone](text);
}
