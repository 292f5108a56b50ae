import type { BlockBranch, Expression, TemplateNode } from '../../../tree/template-tree.ts';
import { defaultValues, givenNames, printsOneOf, targetNames } from '../statement/jinja-statement.ts';
import type { JinjaStatement, NameExpression } from '../statement/jinja-statement.ts';
import type { JinjaProgram } from '../block-assembler.ts';
import { engineLocals } from './engine-names.ts';
import type { EngineLocal } from './engine-names.ts';
import type { NameReader } from './name-reads.ts';

/** Which of the engine's local names a piece of template mentions, and how it does so first. */
export interface Mentions {
	readonly readFirst: ReadonlySet<EngineLocal>;
	readonly assignedFirst: ReadonlySet<EngineLocal>;
	/** True when it has a `{% block name scoped %}`. */
	readonly hasScopedBlock: boolean;
}

type Block = Extract<TemplateNode, { kind: 'block' }>;

const noNames: ReadonlySet<EngineLocal> = new Set();
const none: Mentions = { readFirst: noNames, assignedFirst: noNames, hasScopedBlock: false };
const localNames: ReadonlySet<string> = new Set(engineLocals);

/**
 * Finds where Jinja gives a body names such as `loop`. It does so only when the body reads the name before it assigns it, in the order
 * of Jinja's own tree, bodies inside included and `{% block %}` left out: `find_undeclared` in jinja2/compiler.py.
 */
export class MentionFinder {
	readonly #program: JinjaProgram;
	readonly #reader: NameReader;
	readonly #found = new Map<Block, Mentions>();
	#foundSelf = false;

	constructor(program: JinjaProgram, reader: NameReader) {
		this.#program = program;
		this.#reader = reader;
	}

	/** True when anything that has been looked at mentions `self`, blocks included. */
	get hasFoundSelf(): boolean {
		return this.#foundSelf;
	}

	inNodes(nodes: readonly TemplateNode[]): Mentions {
		let mentions = none;
		for (const node of nodes) mentions = join(mentions, this.inNode(node));
		return mentions;
	}

	/** Each block is looked at once, however deep it lies. */
	inNode(node: TemplateNode): Mentions {
		if (node.kind === 'output') return this.#read(node.expression);
		if (node.kind === 'tag') return this.#inStatement(this.#program.statements.get(node), none);
		if (node.kind !== 'block') return none;
		const mentions = this.#found.get(node) ?? this.#inBlock(node);
		this.#found.set(node, mentions);
		return mentions;
	}

	#inBlock(block: Block): Mentions {
		const [opening, ...others] = block.branches;
		const statement = opening && this.#program.statements.get(opening.tag);
		const own = this.#inStatement(statement, this.inNodes(readableChildren(opening, statement)));
		const rest = others
			.map(branch => join(this.inNode(branch.tag), this.inNodes(readableChildren(branch, statement))))
			.reduce(join, none);
		const all = statement?.kind === 'for' && statement.filter ? join(join(own, rest), this.#read(statement.filter)) : join(own, rest);
		if (statement?.kind !== 'block') return all;
		return { ...none, hasScopedBlock: statement.isScoped || all.hasScopedBlock };
	}

	/** What a statement and its body mention, in the order of the fields of Jinja's node. */
	#inStatement(statement: JinjaStatement | undefined, body: Mentions): Mentions {
		if (statement === undefined) return body;
		if (statement.kind === 'filter') return join(body, this.#readAll(statement.expressions));
		if (statement.kind === 'for') return join(join(assigned(targetNames(statement.target)), this.#read(statement.iterable)), body);
		const names = assigned(assignedNames(statement));
		if (statement.kind !== 'call') return join(join(names, this.#readAll(statement.expressions)), body);
		return join(join(join(this.#read(statement.call), names), this.#readAll(defaultValues(statement.parameters))), body);
	}

	#readAll(expressions: readonly Expression[]): Mentions {
		let mentions = none;
		for (const expression of expressions) mentions = join(mentions, this.#read(expression));
		return mentions;
	}

	#read(expression: Expression): Mentions {
		const reads = this.#reader.readsOf(expression);
		if (!reads.some(({ name }) => localNames.has(name.name))) return none;
		const readFirst = localsAmong(reads.map(({ name }) => name));
		this.#foundSelf ||= readFirst.has('self');
		return readFirst === noNames ? none : { ...none, readFirst };
	}
}

/** The children of a branch, less the outputs of a translation that print what its own tag gave a value. */
function readableChildren(branch: BlockBranch | undefined, statement: JinjaStatement | undefined): readonly TemplateNode[] {
	const children = branch?.children ?? [];
	return statement?.kind === 'trans' ? children.filter(child => !printsOneOf(child, givenNames(statement))) : children;
}

/** The names that count as assigned, which the name of a macro and an import do not: they are no names in Jinja's tree. */
function assignedNames(statement: JinjaStatement): readonly NameExpression[] {
	if (statement.kind === 'assign' || statement.kind === 'capture') return targetNames(statement.target);
	if (statement.kind === 'with') return statement.targets.flatMap(targetNames);
	return statement.kind === 'macro' || statement.kind === 'call' ? statement.parameters.map(({ name }) => name) : [];
}

function assigned(names: readonly NameExpression[]): Mentions {
	const assignedFirst = localsAmong(names);
	return assignedFirst === noNames ? none : { ...none, assignedFirst };
}

function localsAmong(names: readonly NameExpression[]): ReadonlySet<EngineLocal> {
	if (!names.some(({ name }) => localNames.has(name))) return noNames;
	return new Set(names.flatMap(({ name }) => (isLocal(name) ? name : [])));
}

function isLocal(name: string): name is EngineLocal {
	return localNames.has(name);
}

function join(before: Mentions, after: Mentions): Mentions {
	if (before === none) return after;
	if (after === none) return before;
	const readFirst = [...after.readFirst].filter(name => !before.assignedFirst.has(name));
	const assignedFirst = [...after.assignedFirst].filter(name => !before.readFirst.has(name));
	return {
		readFirst: new Set([...before.readFirst, ...readFirst]),
		assignedFirst: new Set([...before.assignedFirst, ...assignedFirst]),
		hasScopedBlock: before.hasScopedBlock || after.hasScopedBlock,
	};
}
