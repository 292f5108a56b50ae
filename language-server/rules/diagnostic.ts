import type { Severity } from '../../core/base/problem.ts';
import type { TextRange } from '../../core/base/text/text-range.ts';
import type { Fix, RelatedPlace } from './rule.ts';

/** A finding as every consumer sees it: editor, hook and CI show the same. Ranges are offsets of the file. */
export interface Diagnostic {
	/** Rule id, a stable code. */
	readonly rule: string;
	readonly severity: Severity;
	readonly range: TextRange;
	readonly message: string;
	readonly fixes: readonly Fix[];
	readonly related: readonly RelatedPlace[];
	readonly tag: 'unnecessary' | 'deprecated' | undefined;
}
