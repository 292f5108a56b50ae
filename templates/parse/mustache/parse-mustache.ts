import type { TextRange } from '../../text/text-range.ts';
import type { Expression, TagNode, TemplateNode, TemplateTree } from '../../tree/template-tree.ts';
import { VariableRecorder } from '../../tree/variable-recorder.ts';
import { scanMustache } from './scan-mustache.ts';
import type { MustacheProgram } from './scan-mustache.ts';

/**
 * Reads a Mustache template: values, sections, inverted sections, partials, comments and changes of delimiters. Inheritance is
 * understood and refused, since nothing that renders prompts has it. Parses
 * the part of `text` inside `range`, all of it by default; offsets are those of `text`. Never throws: what Mustache would reject is a
 * problem, and reading goes on at the next construct. The time it takes grows with the length of the text and no faster.
 *
 * In a section a name is a member of the section's value or, where that has none, a name of the template around. Which of the two cannot
 * be known, so such names are uncertain uses. Source: the specification 1.4 at github.com/mustache/spec.
 */
export function parseMustache(text: string, range: TextRange = { start: 0, end: text.length }): TemplateTree {
	const program = scanMustache(text.slice(0, range.end), range);
	const recorder = new VariableRecorder();
	bindNames(program.nodes, { program, recorder, isInSection: false });
	return {
		language: 'mustache',
		range,
		nodes: program.nodes,
		problems: [...program.problems].sort((a, b) => a.range.start - b.range.start),
		...recorder.finish(),
		references: program.references,
	};
}

interface Binding {
	readonly program: MustacheProgram;
	readonly recorder: VariableRecorder;
	readonly isInSection: boolean;
}

const noAttributes: readonly string[] = [];

function bindNames(nodes: readonly TemplateNode[], binding: Binding): void {
	for (const node of nodes) {
		if (node.kind === 'output') record(node.expression, node, binding);
		else if (node.kind === 'tag') recordTag(node, binding);
		else if (node.kind === 'block') {
			for (const { tag, children } of node.branches) {
				recordTag(tag, binding);
				const isEntered = !binding.isInSection && !binding.program.invertedTags.has(tag);
				bindNames(children, isEntered ? { ...binding, isInSection: true } : binding);
			}
		}
	}
}

function recordTag(tag: TagNode, place: Binding): void {
	for (const expression of tag.expressions) record(expression, tag, place);
}

function record(expression: Expression, node: TemplateNode, { program, recorder, isInSection }: Binding): void {
	let attributes = noAttributes;
	let root = expression;
	for (; root.kind === 'attribute'; root = root.object) attributes = [root.name, ...attributes];
	if (root.kind !== 'name' || root.name === '.') return;
	const isCertain = !isInSection && !program.brokenNodes.has(node);
	recorder.use({ name: root.name, range: root.range, attributes, definition: undefined, variables: [], isCertain });
}
