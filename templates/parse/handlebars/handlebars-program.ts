import type { Problem } from '../../text/problem.ts';
import type { TextRange } from '../../text/text-range.ts';
import type { TemplateNode, TemplateReference } from '../../tree/template-tree.ts';
import type { HandlebarsTag } from './handlebars-tag.ts';

/** A template as it stands, before its names are bound. */
export interface HandlebarsProgram {
	readonly range: TextRange;
	readonly nodes: readonly TemplateNode[];
	/** The meaning of every tag, output and raw block. */
	readonly tags: ReadonlyMap<TemplateNode, HandlebarsTag>;
	/** Those with a problem, whose names are not certain. */
	readonly brokenNodes: ReadonlySet<TemplateNode>;
	readonly references: readonly TemplateReference[];
	readonly problems: readonly Problem[];
}
