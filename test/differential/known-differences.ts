import type { BlockNode, TemplateNode, TemplateTree } from '../../templates/api.ts';
import type { Answer } from './ask-jinja.ts';

/** A kind of template about which the parser and Jinja differ on purpose, or because Jinja is wrong about itself. */
export interface KnownDifference<Subject> {
	readonly title: string;
	readonly reason: string;
	applies(subject: Subject): boolean;
}

export interface VerdictSubject {
	readonly source: string;
	readonly tree: TemplateTree;
	readonly answer: Answer;
}

/** Templates that one side accepts and the other rejects. */
export const verdictDifferences: readonly KnownDifference<VerdictSubject>[] = [
	{
		title: '`{{` inside a tag',
		reason: 'Jinja reads it as a dictionary that is the key of a dictionary, which fails when it is rendered, since a dictionary cannot be a key. A writer who types it forgot to close the tag or put braces around a name.',
		applies: ({ tree, answer }) => answer.verdict === 'accepted' && tree.problems.some(({ message }) => message.includes('`{{`')),
	},
	{
		title: 'a comment or raw region that starts at the very end',
		reason: 'Jinja’s lexer looks for the end only when a character follows, so it accepts `{#` as the last characters of a file.',
		applies: ({ source, answer }) => answer.verdict === 'accepted' && /(?:\{#[-+]?|\{%[-+]?\s*raw\s*-?%\}\s*)\n?$/.test(source),
	},
	{
		title: 'a named character that does not exist',
		reason: 'The names of `\\N{…}` are not known here, so every name is accepted.',
		applies: ({ source, answer }) => answer.verdict === 'rejected' && source.includes('\\N{'),
	},
	{
		title: 'a filter of a captured `set` that reads a name no other tag reads',
		reason: 'Jinja forgets to look that name up and crashes with an AssertionError when it compiles the template.',
		applies: ({ source, answer }) => answer.verdict === 'crashed' && /\bset\b[^=%]*\|/.test(source),
	},
];

export interface NameSubject {
	/** A name that `find_undeclared_variables` gives and the parser does not. No rendering read it from the caller. */
	readonly name: string;
	readonly tree: TemplateTree;
}

/** Names that `jinja2.meta.find_undeclared_variables` gives although the caller is never asked for them. The reverse never happens. */
export const nameDifferences: readonly KnownDifference<NameSubject>[] = [
	{
		title: 'assigned in an `if`',
		reason: 'Jinja looks a name up before the body when an `if` inside assigns it, even when every branch does, or when it is read only in the branch that assigns it. The value is never used.',
		applies: ({ name, tree }) => isAssignedIn(tree, name, block => block.keyword === 'if'),
	},
	{
		title: '`_trans`, assigned in an `if`',
		reason: 'As above: a translation that counts the value of a call keeps it under this name, which no template reads.',
		applies: ({ name }) => name === '_trans',
	},
	{
		title: 'read in a block',
		reason: 'A `{% block %}` is compiled as if it stood alone, but it is given the names that were assigned at the top level before, and with `scoped` all names that are known where it stands.',
		applies: ({ name, tree }) =>
			tree.definitions.some(definition => definition.name === name) && isReadIn(tree, name, block => block.keyword === 'block'),
	},
	{
		title: 'a name of the engine in a scoped block',
		reason: 'As above: `loop`, `caller` and the like are passed to a scoped block as well.',
		applies: ({ name, tree }) =>
			['loop', 'caller', 'varargs', 'kwargs', 'self', 'super'].includes(name) && isReadIn(tree, name, isBlock),
	},
	{
		title: 'assigned in the body of a `filter` block that filters with it',
		reason: 'Jinja looks the arguments of the filter up around the block, but reads them after the body, inside.',
		applies: ({ name, tree }) => isAssignedIn(tree, name, block => block.keyword === 'filter'),
	},
];

function isBlock(block: BlockNode): boolean {
	return block.keyword === 'block';
}

function isAssignedIn(tree: TemplateTree, name: string, matches: (block: BlockNode) => boolean): boolean {
	const places = tree.definitions.filter(definition => definition.name === name);
	return blocksOf(tree.nodes).some(
		block => matches(block) && places.some(({ range }) => block.range.start <= range.start && range.end <= block.range.end),
	);
}

function isReadIn(tree: TemplateTree, name: string, matches: (block: BlockNode) => boolean): boolean {
	const places = tree.uses.filter(use => use.name === name);
	return blocksOf(tree.nodes).some(
		block => matches(block) && places.some(({ range }) => block.range.start <= range.start && range.end <= block.range.end),
	);
}

function blocksOf(nodes: readonly TemplateNode[]): readonly BlockNode[] {
	return nodes.flatMap(node => (node.kind === 'block' ? [node, ...node.branches.flatMap(({ children }) => blocksOf(children))] : []));
}
