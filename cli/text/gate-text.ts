import type { GateReport } from '../../core/use-cases/promote/evaluate-gates.ts';
import { isHeldBack } from '../../core/formats/registry/is-held-back.ts';
import type { GateOutcome } from '../../core/formats/registry/registry-file.ts';
import type { TextPaint } from '../../core/base/text/text-paint.ts';
import { textTable } from '../../core/base/text/text-table.ts';

/** Outcomes for people: one line a gate, and below it in words whatever is not simply passed. */
export function gateLines(gates: readonly GateOutcome[], paint: TextPaint): readonly string[] {
	if (gates.length === 0) return [];
	const rows = gates.map(({ gate, outcome, observed, threshold }) => [
		outcome,
		gate,
		String(observed ?? '').split('\n')[0] ?? '',
		threshold ?? '',
	]);
	const painters = { passed: paint.good, failed: paint.bad, inconclusive: paint.warning, skipped: paint.dim };
	const table = textTable([{}, { title: 'Gate' }, { title: 'Observed' }, { title: 'Required' }], rows, {
		cell: (text, row, column) => (column === 0 ? painters[gates[row]?.outcome ?? 'skipped'](text) : text),
		line: (text, row) => (row === undefined ? paint.dim(text) : text),
	});
	const [titles = '', ...lines] = table.split('\n');
	return [titles, ...lines.flatMap((line, row) => [line, ...detailLines(gates[row], paint)])];
}

/** The last line: what the whole comes to. */
export function gateSummary({ name, version, to, passed, gates }: GateReport, paint: TextPaint): string {
	const what = `${name} ${version} for ${to}`;
	if (gates.length === 0) return paint.warning(`${what}: ${nothingRequired(to)}`);
	const held = gates.filter(isHeldBack).length;
	const count = `${gates.length} ${gates.length === 1 ? 'gate' : 'gates'}`;
	return passed ? paint.good(`${what}: passed, ${count}.`) : paint.bad(`${what}: not passed, ${held} of ${count} in the way.`);
}

/** What a report without gates comes to, so that nobody takes it for a check that passed. */
export function nothingRequired(stage: string): string {
	return `stagemark.yaml requires no gates for ${stage}, so nothing was checked.`;
}

function detailLines(gate: GateOutcome | undefined, paint: TextPaint): readonly string[] {
	if (gate?.detail === undefined) return [];
	return gate.detail.split('\n').map(line => paint.dim(`    ${line}`));
}
