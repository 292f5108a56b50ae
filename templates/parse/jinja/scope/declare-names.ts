import type { TextRange } from '../../../text/text-range.ts';
import type { Expression, TagNode, TemplateNode, VariableDefinition } from '../../../tree/template-tree.ts';
import type { VariableRecorder } from '../../../tree/variable-recorder.ts';
import { givenNames, printsOneOf, targetNames, targetNamespaces } from '../statement/jinja-statement.ts';
import type { JinjaStatement, NameExpression } from '../statement/jinja-statement.ts';
import type { JinjaProgram } from '../block-assembler.ts';
import type { EngineLocal } from './engine-names.ts';
import type { Cell, Frame } from './frame.ts';
import type { NameReader } from './name-reads.ts';

type Block = Extract<TemplateNode, { kind: 'block' }>;

/** What stores to a name: where and as what. */
interface Store {
	readonly kind: VariableDefinition['kind'];
	/** Offset from which the name is known. */
	readonly knownFrom: number;
	/** True inside an `if`, where the assignment may not happen. */
	readonly isConditional: boolean;
}

/**
 * Finds the names of one frame before any of them is bound, since a body sees names that the frame around it assigns only later.
 * Follows `FrameSymbolVisitor` in jinja2/idtracking.py, the order of visits included: what is read first decides where it comes from.
 */
export class NameDeclarer {
	readonly #program: JinjaProgram;
	readonly #reader: NameReader;
	readonly #recorder: VariableRecorder;
	/** By the name in the target; for the hidden name of a translation by its tag. */
	readonly #definitions = new Map<NameExpression | TagNode, VariableDefinition>();

	constructor(program: JinjaProgram, reader: NameReader, recorder: VariableRecorder) {
		this.#program = program;
		this.#reader = reader;
		this.#recorder = recorder;
	}

	definitionOf(target: NameExpression | TagNode): VariableDefinition | undefined {
		return this.#definitions.get(target);
	}

	/** Gives `frame` a name that has its value from the start. A target that is declared for a second frame stays one definition. */
	declareParameter(frame: Frame, target: NameExpression, kind: VariableDefinition['kind']): void {
		const { name, range } = target;
		const scope = { start: range.end, end: frame.range.end };
		const known = this.#definitions.get(target) ?? frame.cell(name)?.definitions[0];
		const variable = known?.variable ?? this.#recorder.newVariable();
		const definition = this.#definitions.get(target) ?? this.#recorder.define({ name, range, kind, scope }, variable);
		this.#definitions.set(target, definition);
		frame.addCell(name, 'parameter', variable).definitions.push(definition);
		frame.flow.assign(name, definition);
	}

	/** Gives `frame` a name of the engine, such as `loop`. */
	declareEngineName(frame: Frame, name: EngineLocal, range: TextRange): void {
		const variable = this.#recorder.newVariable();
		const definition = this.#recorder.define({ name, range, kind: 'engine', scope: frame.range }, variable);
		frame.addCell(name, 'parameter', variable).definitions.push(definition);
		frame.flow.assign(name, definition);
	}

	declareReads(frame: Frame, expressions: readonly Expression[]): void {
		for (const expression of expressions) {
			for (const { name } of this.#reader.readsOf(expression)) {
				if (!frame.knows(name.name)) frame.addCell(name.name, 'input', this.#recorder.newVariable());
			}
		}
	}

	declareNodes(frame: Frame, nodes: readonly TemplateNode[], isConditional = false): void {
		for (const node of nodes) {
			if (node.kind === 'output') this.declareReads(frame, [node.expression]);
			else if (node.kind === 'tag') this.#declareTag(frame, node, isConditional);
			else if (node.kind === 'block') this.#declareBlock(frame, node, isConditional);
		}
	}

	#declareTag(frame: Frame, tag: TagNode, isConditional: boolean): void {
		const statement = this.#program.statements.get(tag);
		if (statement === undefined) return;
		this.declareReads(frame, statement.expressions);
		if (statement.kind === 'assign' || statement.kind === 'capture') {
			this.#storeTarget(frame, statement.target, { kind: 'assignment', knownFrom: tag.range.end, isConditional });
		} else if (statement.kind === 'reference') {
			for (const target of statement.targets) this.#store(frame, target, { kind: 'import', knownFrom: tag.range.end, isConditional });
		}
	}

	/** Only what a block does in the frame around it; its bodies are frames of their own. */
	#declareBlock(frame: Frame, block: Block, isConditional: boolean): void {
		const tag = block.branches[0]?.tag;
		const statement = tag && this.#program.statements.get(tag);
		if (tag === undefined || statement === undefined) return;
		this.declareReads(frame, readsAround(statement));
		if (statement.kind === 'condition') {
			for (const branch of block.branches) {
				if (branch.tag !== tag) this.#declareTag(frame, branch.tag, true);
				this.declareNodes(frame, branch.children, true);
			}
		} else if (statement.kind === 'capture') {
			this.#storeTarget(frame, statement.target, { kind: 'assignment', knownFrom: block.range.end, isConditional });
		} else if (statement.kind === 'macro' && statement.name !== undefined) {
			this.#store(frame, statement.name, { kind: 'macro', knownFrom: tag.range.end, isConditional });
		} else if (statement.kind === 'trans') {
			this.#declareTranslation(frame, block, isConditional);
		}
	}

	/** The names of its body, less those the translation gives a value itself. */
	#declareTranslation(frame: Frame, { branches }: Block, isConditional: boolean): void {
		const tag = branches[0]?.tag;
		const statement = tag && this.#program.statements.get(tag);
		if (tag === undefined || statement?.kind !== 'trans') return;
		if (statement.variables[0]?.value?.kind === 'call') this.#declareCounter(frame, tag, isConditional);
		const given = givenNames(statement);
		const children = branches.flatMap(branch => branch.children);
		this.declareNodes(
			frame,
			children.filter(child => !printsOneOf(child, given)),
			isConditional,
		);
	}

	/** A translation whose first variable is a call keeps its value in `_trans`, so that it is called only once. */
	#declareCounter(frame: Frame, tag: TagNode, isConditional: boolean): void {
		const cell = frame.cell('_trans') ?? this.#addStoredCell(frame, '_trans', isConditional);
		const { keywordRange: range } = tag;
		const definition = this.#recorder.define({ name: '_trans', range, kind: 'engine', scope: frame.range }, cell.variable);
		cell.definitions.push(definition);
		this.#definitions.set(tag, definition);
	}

	#storeTarget(frame: Frame, target: Expression, store: Store): void {
		this.declareReads(frame, targetNamespaces(target));
		for (const name of targetNames(target)) this.#store(frame, name, store);
	}

	#store(frame: Frame, target: NameExpression, { kind, knownFrom, isConditional }: Store): void {
		const { name, range } = target;
		const cell = frame.cell(name) ?? this.#addStoredCell(frame, name, isConditional);
		const scope = { start: Math.min(knownFrom, frame.range.end), end: frame.range.end };
		const definition = this.#recorder.define({ name, range, kind, scope }, cell.variable);
		cell.definitions.push(definition);
		this.#definitions.set(target, definition);
	}

	#addStoredCell(frame: Frame, name: string, isConditional: boolean): Cell {
		const initial = frame.knows(name) ? 'outer' : isConditional ? 'input' : 'nothing';
		return frame.addCell(name, initial, this.#recorder.newVariable());
	}
}

const readAround: ReadonlySet<JinjaStatement['kind']> = new Set(['condition', 'with', 'filter', 'trans']);

/** What a block evaluates in the frame around it. The filter of a captured `set` is missing: Jinja forgets it there. */
function readsAround(statement: JinjaStatement): readonly Expression[] {
	if (statement.kind === 'for') return [statement.iterable];
	if (statement.kind === 'call') return [statement.call];
	return readAround.has(statement.kind) ? statement.expressions : [];
}
