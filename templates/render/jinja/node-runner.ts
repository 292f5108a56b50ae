import type { Expression, TemplateNode } from '../../tree/template-tree.ts';
import type { Value } from '../../python/value.ts';
import type { RenderOutput } from '../render-output.ts';
import type { Frame } from './frame.ts';
import type { JinjaEngine } from './jinja-engine.ts';
import type { TemplateLibrary } from './template-library.ts';

/** What a whole rendering shares. */
export interface JinjaRendering {
	readonly engine: JinjaEngine;
	readonly output: RenderOutput;
	readonly library: TemplateLibrary;
}

/** How a run of nodes ended: at its end, or at a `break` or `continue` of the loop around. */
export type Completion = 'end' | 'break' | 'continue';

/** What the statements that have a file of their own need of the template they stand in. */
export interface NodeRunner {
	readonly rendering: JinjaRendering;
	runNodes(nodes: readonly TemplateNode[], frame: Frame): Completion;
	evaluate(expression: Expression, frame: Frame): Value;
	/** What nodes print, which is not printed. */
	capture(nodes: readonly TemplateNode[], frame: Frame): string;
}
