import { formatMetric } from '../../../judging/compare/report/format-metric.ts';
import { textTable } from '../../../base/text/text-table.ts';
import type { FieldNote } from '../import-notes.ts';
import type { ImportPlan, PlannedRun } from '../import-request.ts';

/**
 * A plan in words, for people: what would be recorded, what is left out, and what becomes of each field. Command line and editor show the
 * same.
 *
 * @param fieldLimit - How many fields are listed at most; what is dropped comes first.
 */
export function importPlanText(plan: ImportPlan, fieldLimit = Infinity): string {
	const parts = [
		`${plan.importer.title}: ${plan.evidence}.`,
		plan.runs.length === 0 ? 'Nothing new would be recorded.' : textTable([{}, {}, {}], plan.runs.map(runRow)),
		...plan.duplicates.map(({ label, run, variant }) => `${label} is already recorded as ${run} (${plan.experiment}/${variant}).`),
		...plan.leftOut.map(({ label, why }) => `${label} is left out. ${why}`),
		fieldsText(plan.fields, fieldLimit),
	];
	return parts.filter(part => part !== '').join('\n');
}

function runRow({ label, target, gathered, sampleCount, pointCount }: PlannedRun): string[] {
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
	return [label, `→ ${target.variantName}`, facts.filter(fact => fact !== '').join(', ')];
}

function fieldsText(fields: readonly FieldNote[], limit: number): string {
	const lines = fields.slice(0, limit).map(({ field, outcome, as, why, count }) => {
		const times = count > 1 ? ` (${count} times)` : '';
		return outcome === 'dropped'
			? `dropped  ${field}: ${why ?? ''}${times}`
			: outcome === 'kept'
				? `kept     ${field}`
				: `renamed  ${field} → ${as ?? ''}`;
	});
	const rest = fields.length - lines.length;
	return [...lines, ...(rest > 0 ? [`… and ${rest} more fields`] : [])].join('\n');
}
