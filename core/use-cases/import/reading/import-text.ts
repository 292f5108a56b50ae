import { formatMetric } from '../../../judging/compare/report/format-metric.ts';
import { textTable } from '../../../base/text/text-table.ts';
import type { FieldNote } from '../import-notes.ts';
import type { ImportPlan, PlannedRun } from '../import-request.ts';

/** How a plan is shown. */
export interface ImportTextOptions {
	/** How many fields are listed at most; what is dropped comes first. All by default. */
	readonly fieldLimit?: number;
	/** Puts a sentence into the language of the reader. English by default. */
	readonly translate?: (sentence: string) => string;
}

/**
 * A plan in words, for people: what would be recorded, what is left out, and what becomes of each field. Command line and editor show the
 * same.
 */
export function importPlanText(plan: ImportPlan, { fieldLimit = Infinity, translate = asItIs }: ImportTextOptions = {}): string {
	const parts = [
		`${translate(plan.importer.title)}: ${translate(plan.evidence)}.`,
		plan.runs.length === 0
			? translate('Nothing new would be recorded.')
			: textTable(
					[{}, {}, {}],
					plan.runs.map(run => runRow(run, translate)),
				),
		...plan.duplicates.map(({ label, run, variant }) =>
			translate(`${label} is already recorded as ${run} (${plan.experiment}/${variant}).`),
		),
		...plan.leftOut.map(({ label, why }) => translate(`${label} is left out. ${why}`)),
		...fieldLines(plan.fields, fieldLimit, translate),
	];
	return parts.join('\n');
}

function asItIs(sentence: string): string {
	return sentence;
}

function runRow({ label, target, gathered, sampleCount, pointCount }: PlannedRun, translate: (sentence: string) => string): string[] {
	const { record } = gathered;
	const metrics = Object.entries(record.metrics).map(([name, value]) => `${name} ${formatMetric(name, value)}`);
	const facts = [
		record.status === 'completed' ? '' : record.status,
		...metrics.slice(0, 3),
		metrics.length > 3 ? `${metrics.length - 3} more metrics` : '',
		sampleCount === 0 ? 'no cases' : `${sampleCount} ${sampleCount === 1 ? 'case' : 'cases'}`,
		pointCount === 0 ? '' : `${pointCount} steps`,
		record.prompt?.sha256 === null ? 'prompt not verified' : '',
	];
	return [
		label,
		`→ ${target.variantName}`,
		facts
			.filter(fact => fact !== '')
			.map(translate)
			.join(', '),
	];
}

const outcomes: readonly FieldNote['outcome'][] = ['dropped', 'kept', 'renamed'];

function fieldLines(fields: readonly FieldNote[], limit: number, translate: (sentence: string) => string): readonly string[] {
	const width = Math.max(...outcomes.map(outcome => translate(outcome).length)) + 2;
	const lines = fields.slice(0, limit).map(({ field, outcome, as, why, count }) => {
		const reason = outcome === 'dropped' ? `: ${translate(why ?? '')}` : outcome === 'renamed' ? ` → ${as ?? ''}` : '';
		const line = translate(outcome).padEnd(width) + field + reason;
		return outcome === 'dropped' && count > 1 ? translate(`${line} (${count} times)`) : line;
	});
	const rest = fields.length - lines.length;
	return [...lines, ...(rest > 0 ? [translate(`… and ${rest} more fields`)] : [])];
}
