import type { TemplateNode } from '../../template-tree.ts';
import { defaultValues, targetNames } from '../jinja-statement.ts';
import type { JinjaStatement, NameExpression } from '../jinja-statement.ts';
import type { JinjaProgram } from '../block-assembler.ts';
import { engineLocals } from './engine-names.ts';
import type { EngineLocal } from './engine-names.ts';
import { nameReads } from './name-reads.ts';

/** Which of the engine's local names a piece of template mentions, and how it does so first. */
export interface Mentions {
	readonly readFirst: ReadonlySet<EngineLocal>;
	readonly assignedFirst: ReadonlySet<EngineLocal>;
	/** True when it has a `{% block name scoped %}`. */
	readonly hasScopedBlock: boolean;
}

type Block = Extract<TemplateNode, { kind: 'block' }>;

const none: Mentions = { readFirst: new Set(), assignedFirst: new Set(), hasScopedBlock: false };
const localNames: ReadonlySet<string> = new Set(engineLocals);

/**
 * Finds where Jinja gives a body names such as `loop`. It does so only when the body reads the name before it assigns it, in the order
 * of Jinja's own tree, bodies inside included and `{% block %}` left out: `find_undeclared` in jinja2/compiler.py.
 */
export class MentionFinder {
	private readonly program: JinjaProgram;
	private readonly found = new Map<TemplateNode, Mentions>();

	constructor(program: JinjaProgram) {
		this.program = program;
	}

	inNodes(nodes: readonly TemplateNode[]): Mentions {
		return nodes.reduce((before, node) => join(before, this.inNode(node)), none);
	}

	/** Each node is looked at once, however deep it lies. */
	inNode(node: TemplateNode): Mentions {
		let mentions = this.found.get(node);
		if (mentions === undefined) {
			if (node.kind === 'output') mentions = read(nameReads(node.expression).map(({ name }) => name));
			else if (node.kind === 'tag') mentions = this.inStatement(this.program.statements.get(node), none);
			else mentions = node.kind === 'block' ? this.inBlock(node) : none;
			this.found.set(node, mentions);
		}
		return mentions;
	}

	private inBlock(block: Block): Mentions {
		const [opening, ...others] = block.branches;
		const statement = opening && this.program.statements.get(opening.tag);
		const body = this.inNodes(opening?.children ?? []);
		const own = this.inStatement(statement, body);
		const rest = others.map(({ tag, children }) => join(this.inNode(tag), this.inNodes(children))).reduce(join, none);
		const all = statement?.kind === 'for' ? join(join(own, rest), readIn(statement.filter)) : join(own, rest);
		if (statement?.kind !== 'block') return all;
		return { ...none, hasScopedBlock: statement.isScoped || all.hasScopedBlock };
	}

	/** What a statement and its body mention, in the order of the fields of Jinja's node. */
	private inStatement(statement: JinjaStatement | undefined, body: Mentions): Mentions {
		if (statement === undefined) return body;
		const values = statement.expressions.map(readIn).reduce(join, none);
		if (statement.kind === 'filter') return join(body, values);
		if (statement.kind === 'for') return join(join(assigned(targetNames(statement.target)), readIn(statement.iterable)), body);
		if (statement.kind !== 'call') return join(join(assigned(assignedNames(statement)), values), body);
		const defaults = defaultValues(statement.parameters).map(readIn).reduce(join, none);
		return [readIn(statement.call), assigned(assignedNames(statement)), defaults, body].reduce(join, none);
	}
}

/** The names that count as assigned, which the name of a macro and an import do not: they are no names in Jinja's tree. */
function assignedNames(statement: JinjaStatement): readonly NameExpression[] {
	if (statement.kind === 'assign' || statement.kind === 'capture') return targetNames(statement.target);
	if (statement.kind === 'with') return statement.targets.flatMap(targetNames);
	return statement.kind === 'macro' || statement.kind === 'call' ? statement.parameters.map(({ name }) => name) : [];
}

function readIn(expression: Parameters<typeof nameReads>[0] | undefined): Mentions {
	return expression === undefined ? none : read(nameReads(expression).map(({ name }) => name));
}

function read(names: readonly NameExpression[]): Mentions {
	const readFirst = localsAmong(names);
	return readFirst.size === 0 ? none : { ...none, readFirst };
}

function assigned(names: readonly NameExpression[]): Mentions {
	const assignedFirst = localsAmong(names);
	return assignedFirst.size === 0 ? none : { ...none, assignedFirst };
}

function localsAmong(names: readonly NameExpression[]): ReadonlySet<EngineLocal> {
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
