import { FoldingRangeKind } from 'vscode-languageserver/node';
import type { FoldingRange as LspFoldingRange, Position, SelectionRange } from 'vscode-languageserver/node';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { FoldingRange } from '../../features/editing/editing-service.ts';
import type { PositionMap } from './position-map.ts';

/** Folding by whole lines. Of several that start on one line the longest counts, as in editors only one can be folded there. */
export function toLspFoldingRanges(ranges: readonly FoldingRange[], positions: PositionMap): LspFoldingRange[] {
	const byStart = new Map<number, LspFoldingRange>();
	for (const { range, kind, keepsLastLine } of ranges) {
		const startLine = positions.toPosition(range.start).line;
		const endLine = positions.toPosition(range.end).line - (keepsLastLine ? 1 : 0);
		if (endLine <= startLine || endLine <= (byStart.get(startLine)?.endLine ?? 0)) continue;
		byStart.set(startLine, { startLine, endLine, ...(kind !== undefined && { kind: kinds[kind] }) });
	}
	return [...byStart.values()].sort((left, right) => left.startLine - right.startLine);
}

const kinds = { comment: FoldingRangeKind.Comment, region: FoldingRangeKind.Region } as const;

/** A chain from the smallest range to the largest; for a place in no document of ours the place itself, since an answer is due. */
export function toLspSelectionRange(chain: readonly TextRange[], position: Position, positions: PositionMap): SelectionRange {
	const outermostFirst = chain.toReversed().map(range => positions.toRange(range));
	let found: SelectionRange | undefined;
	for (const range of outermostFirst) found = { range, ...(found !== undefined && { parent: found }) };
	return found ?? { range: { start: position, end: position } };
}
