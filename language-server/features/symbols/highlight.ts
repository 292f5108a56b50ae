import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import type { Highlight } from './symbol-service.ts';
import type { ParsedDocument } from '../../documents/parsed-document.ts';
import { symbolsAt } from './symbol-at.ts';
import { symbolKey } from './symbol.ts';
import { symbolsInDocument } from './symbols-in-document.ts';

/** The places of the document that name what stands at `offset`, in order of appearance, each once. */
export function highlightsAt(document: ParsedDocument, offset: number, facts: WorkspaceFacts): readonly Highlight[] {
	const keys = new Set(symbolsAt(document, offset, facts).flatMap(({ symbol }) => symbolKey(symbol) ?? []));
	const highlights = new Map<number, Highlight>();
	for (const { range, role, symbol } of symbolsInDocument(document, facts)) {
		if (keys.has(symbolKey(symbol) ?? '')) highlights.set(range.start, { range, kind: role === 'read' ? 'read' : 'write' });
	}
	return [...highlights.values()].toSorted((left, right) => left.range.start - right.range.start);
}
