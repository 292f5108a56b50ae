import type { TextRange } from '../../text/text-range.ts';
import { FlatTemplate } from '../../tree/flat-template.ts';
import type { TemplateTree } from '../../tree/template-tree.ts';
import { readKernelBlock } from './read-kernel-block.ts';

/**
 * Reads a template of Semantic Kernel: `{{$name}}`, `{{plugin.function $name "text" key=$value}}` and `{{"text"}}`. Parses the part of
 * `text` inside `range`, all of it by default; offsets are those of `text`. Never throws. `{{` that is never closed is printed by the
 * kernel as it stands: it is a problem when it begins like a variable, and text otherwise.
 * Source: learn.microsoft.com, "Semantic Kernel prompt template syntax"; TemplateTokenizer and CodeTokenizer of microsoft/semantic-kernel.
 */
export function parseSemanticKernel(text: string, range: TextRange = { start: 0, end: text.length }): TemplateTree {
	const template = new FlatTemplate('semantic-kernel', range);
	const part = text.slice(0, range.end);
	const opening = /\{\{(?!\{)/g;
	opening.lastIndex = range.start;
	for (let found = opening.exec(part); found !== null; found = opening.exec(part)) {
		const block = readKernelBlock(part, found.index);
		if (block === undefined) continue;
		const { end, expression, problem } = block;
		if (problem !== undefined) template.report(problem);
		template.addOutput({ start: found.index, end }, expression, problem === undefined);
		opening.lastIndex = end;
	}
	return template.finish();
}
