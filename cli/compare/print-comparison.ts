import type { Comparison, MetricComparison } from '../../core/judging/compare/comparison.ts';
import {
	comparisonToCsv,
	comparisonToHtml,
	comparisonToMarkdown,
	comparisonToText,
} from '../../core/judging/compare/report/format-comparison.ts';
import type { CommandContext, ExitCode } from '../command.ts';
import { verdictPages } from './verdict-pages.ts';

/** How a comparison can be printed; `md` is `markdown`. */
export const comparisonFormats = ['text', 'json', 'markdown', 'md', 'csv', 'html'] as const;

/** What of a comparison is printed, and how. */
export interface PrintOptions {
	readonly format: (typeof comparisonFormats)[number];
	/** Every case in the JSON. */
	readonly cases: boolean;
	/** Without metrics that show no difference. */
	readonly onlyDifferences: boolean;
}

/** Prints a comparison, of runs and of files alike. */
export function printComparison(
	compared: Comparison,
	{ format, cases, onlyDifferences }: PrintOptions,
	{ output }: CommandContext,
): ExitCode {
	const comparison = onlyDifferences ? withoutEqualMetrics(compared) : compared;
	switch (format) {
		case 'json': {
			const { cases: allCases, ...withoutCases } = comparison;
			output.json(cases ? { ...withoutCases, cases: allCases } : withoutCases);
			break;
		}
		case 'markdown':
		case 'md':
			output.raw(comparisonToMarkdown(comparison));
			break;
		case 'csv':
			output.raw(comparisonToCsv(comparison));
			break;
		case 'html':
			output.raw(comparisonToHtml(comparison));
			break;
		case 'text':
			output.line(comparisonToText(comparison, output.paint).trimEnd());
			printPages(comparison, output);
			break;
	}
	return 0;
}

/** What the verdicts mean, for whoever meets one for the first time. */
function printPages(comparison: Comparison, output: CommandContext['output']): void {
	const pages = verdictPages(comparison);
	if (pages.length > 0)
		output.line(output.paint.dim(`\nWhat the ${pages.length === 1 ? 'verdict means' : 'verdicts mean'}: ${pages.join(', ')}`));
}

function withoutEqualMetrics(comparison: Comparison): Comparison {
	const isShown = ({ delta, verdict }: MetricComparison): boolean =>
		delta !== 0 && verdict !== 'no-difference-shown' && verdict !== 'equivalent';
	const slices = comparison.slices.map(slice => ({ ...slice, metrics: slice.metrics.filter(isShown) }));
	return { ...comparison, metrics: comparison.metrics.filter(isShown), slices };
}
