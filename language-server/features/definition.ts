import type { WorkspaceFacts } from '../../core/workspace/workspace-facts.ts';
import type { Location } from '../language-service.ts';
import type { ParsedDocument } from '../rules/rule.ts';
import { symbolAt } from './symbol-at.ts';

/** Where the symbol at `offset` is defined: the declaration of an input, the line that sets a local name, the file behind a reference. */
export function definitionsAt(document: ParsedDocument, offset: number, facts: WorkspaceFacts): readonly Location[] {
	const symbol = symbolAt(document, offset);
	if (symbol === undefined) return [];
	const { path } = document.value;
	switch (symbol.kind) {
		case 'input':
			return [{ path, range: symbol.input.nameRange }];
		case 'local':
			// A name of the engine, such as “loop”, is defined nowhere in the text.
			return symbol.definition.kind === 'engine' ? [] : [{ path, range: symbol.definition.range }];
		case 'file':
			return facts.exists(symbol.path) ? [{ path: symbol.path, range: { start: 0, end: 0 } }] : [];
		case 'reference': {
			const resolution = facts.resolve(symbol.reference);
			// A version that stands only in Git history has no file to open.
			if (resolution.kind !== 'found' || resolution.prompt.revision !== undefined) return [];
			return [{ path: resolution.prompt.path, range: { start: 0, end: 0 } }];
		}
		case 'unknown-variable':
		case 'filter':
		case 'test':
		case 'key':
			return [];
	}
}
