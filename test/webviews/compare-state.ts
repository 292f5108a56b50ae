import type { Comparison } from '../../core/judging/compare/comparison.ts';
import { supersededLines } from '../../core/judging/compare/report/comparison-report.ts';

/** The message of the host that shows a comparison, in a trusted workspace. `more` replaces parts of the state. */
export function compareState(comparison: Comparison, more: object = {}): object {
	const subject = { folder: 'file:///repository', references: ['exp-001'] };
	const choices = comparison.sides.map(side => ({ label: side.label, description: `code-generator@${side.prompt?.version ?? ''}` }));
	const state = { kind: 'comparison', comparison, choices, series: [], superseded: supersededLines(comparison), canRate: true, ...more };
	return { kind: 'state', subject, state };
}
