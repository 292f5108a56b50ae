import type { WrittenMove } from '../../core/use-cases/promote/move.ts';
import type { Transition } from '../../core/formats/registry/registry-file.ts';
import type { TextPaint } from '../../core/base/text/text-paint.ts';
import { printApplied, printInterrupted } from './applied-text.ts';
import type { CommandContext } from '../command.ts';
import { gateLines } from './gate-text.ts';

/** Says what moved, on which evidence, and where that was written. */
export function printMoves(move: WrittenMove, format: 'text' | 'json', context: CommandContext): void {
	const { path, transitions, applied, warnings, interrupted } = move;
	const { output } = context;
	printInterrupted(interrupted, context);
	warnings.forEach(warning => output.note(output.paint.warning(warning)));
	if (format === 'json') {
		output.json({ version: 1, path, transitions, commit: applied.commit ?? null, tag: applied.tag ?? null, warnings });
		return;
	}
	for (const { version, from, to, runs } of transitions) {
		const evidence = runs === undefined || runs.length === 0 ? '' : output.paint.dim(` on ${runs.length} runs`);
		output.line(`${output.paint.good('moved')}   ${version}  ${from} → ${to}${evidence}`);
	}
	gateLines(transitions[0].gates ?? [], output.paint).forEach(line => output.line(line));
	output.line(`file    ${path}`);
	printApplied(applied, context);
}

/** `Staging → Production`, or what became of an alias, with what makes the entry an exception. */
export function moveInWords({ version, from, to, alias, override, rollback, replayed_from: origin }: Transition, paint: TextPaint): string {
	const change = alias?.action === 'set' ? `alias ${alias.name} → ${version}` : `alias ${alias?.name ?? ''} removed`;
	const marks = [
		...(override === true ? [paint.warning('override')] : []),
		...(rollback === true ? ['rollback'] : []),
		...(origin === undefined ? [] : [paint.dim('merged')]),
	];
	return [alias === undefined ? `${from} → ${to}` : change, ...(marks.length === 0 ? [] : [`(${marks.join(', ')})`])].join(' ');
}
