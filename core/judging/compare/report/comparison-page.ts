import { cellsOf, isNumberColumn } from './comparison-report.ts';
import type { Report, ReportRow } from './comparison-report.ts';
import { escapeHtml } from './escape-text.ts';

/** Colours are chosen for a contrast of at least 4.5 : 1 on both backgrounds. */
const style = `
:root { color-scheme: light dark; --good: light-dark(#0a6b2d, #7ddb8f); --bad: light-dark(#b3261e, #ff8a80); --warning: light-dark(#7a5200, #e5b84b); --line: light-dark(#d0d0d0, #444); --dim: light-dark(#595959, #a6a6a6); }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; color: light-dark(#1b1b1b, #e4e4e4); background: light-dark(#fff, #1b1b1b); }
h1 { font-size: 1.4rem; }
.banner { border-left: 4px solid; padding: .5rem .75rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .35rem .75rem; border-bottom: 1px solid var(--line); white-space: nowrap; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
td:last-child { white-space: normal; min-width: 12rem; }
th[scope=row] { font-weight: inherit; }
tr.primary { font-weight: 600; }
.good { color: var(--good); } .bad { color: var(--bad); } .warning { color: var(--warning); } .plain { color: inherit; }
.footnote, dt { color: var(--dim); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; } dd { margin: 0; }
`;

/** The report as a standalone page. Its policy forbids scripts and requests, whatever a reader's browser allows. */
export function comparisonPage(report: Report): string {
	const title = escapeHtml(report.title);
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<h1>${title}</h1>
<dl>
${report.sides.map(side => `<dt>${side.role}</dt><dd><strong>${escapeHtml(side.label)}</strong> ${escapeHtml(side.facts)}</dd>`).join('\n')}
</dl>
<p class="banner ${report.comparabilityTone}">${escapeHtml(report.comparability)}</p>
${list(report.confounders)}
<div class="scroll">
<table>
<thead>
<tr>${report.headings.map((heading, column) => headingCell(heading, column, report)).join('')}</tr>
</thead>
<tbody>
${report.rows.map(row => tableRow(row, report)).join('\n')}
</tbody>
</table>
</div>
${list(report.worstSlices)}
<p class="footnote">${escapeHtml(report.footnote)}</p>
${list(report.superseded)}
${list(report.warnings)}
</body>
</html>
`;
}

function list(items: readonly string[]): string {
	return items.length === 0 ? '' : `<ul>\n${items.map(item => `<li>${escapeHtml(item)}</li>`).join('\n')}\n</ul>`;
}

function headingCell(heading: string, column: number, report: Report): string {
	const number = isNumberColumn(column, report) ? ' class="number"' : '';
	return `<th scope="col"${number}>${escapeHtml(heading)}</th>`;
}

function tableRow(row: ReportRow, report: Report): string {
	const cells = cellsOf(row, report).map((cell, column, all) => {
		if (column === 0) return `<th scope="row">${escapeHtml(cell)}</th>`;
		const kind = column === all.length - 1 ? row.tone : isNumberColumn(column, report) ? 'number' : 'plain';
		return `<td class="${kind}">${escapeHtml(cell)}</td>`;
	});
	return `<tr${row.isPrimary ? ' class="primary"' : ''}>${cells.join('')}</tr>`;
}
