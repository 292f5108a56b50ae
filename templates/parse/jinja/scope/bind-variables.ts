import type { TextRange } from '../../../text/text-range.ts';
import type { Expression, OutputNode, TagNode, TemplateNode, TemplateTree } from '../../../tree/template-tree.ts';
import { VariableRecorder } from '../../../tree/variable-recorder.ts';
import { defaultValues, targetNames, targetNamespaces } from '../statement/jinja-statement.ts';
import type { JinjaStatement, Parameter, StatementOf } from '../statement/jinja-statement.ts';
import type { JinjaProgram } from '../block-assembler.ts';
import { NameDeclarer } from './declare-names.ts';
import type { EngineLocal } from './engine-names.ts';
import { Frame } from './frame.ts';
import type { MentionFinder, Mentions } from './mentions.ts';
import { NameLookup } from './name-lookup.ts';
import type { NameReader } from './name-reads.ts';

type Block = Extract<TemplateNode, { kind: 'block' }>;

/** Names the engine gives to a body that mentions them. */
interface GivenNames {
	readonly names: readonly EngineLocal[];
	readonly range: TextRange;
}

/** Binds every name the template reads to the place that gave it its value, as Jinja would when it renders the template. */
export function bindVariables(
	program: JinjaProgram,
	reader: NameReader,
	mentions: MentionFinder,
): Pick<TemplateTree, 'uses' | 'uncertainUses' | 'definitions'> {
	return new VariableBinder(program, reader, mentions).bind();
}

class VariableBinder {
	readonly #program: JinjaProgram;
	readonly #recorder = new VariableRecorder();
	readonly #declarer: NameDeclarer;
	readonly #reader: NameReader;
	readonly #mentions: MentionFinder;
	readonly #topLevelMentions: Mentions;
	readonly #lookup: NameLookup;
	/** Where the template turns into one that extends another; Infinity when it does not, or not certainly. */
	readonly #isChildFrom: number;
	/** Blocks at the top level of a template that extends another: they run after its top level. */
	readonly #postponed: (() => void)[] = [];

	constructor(program: JinjaProgram, reader: NameReader, mentions: MentionFinder) {
		this.#program = program;
		this.#reader = reader;
		this.#mentions = mentions;
		this.#topLevelMentions = mentions.inNodes(program.nodes);
		this.#declarer = new NameDeclarer(program, reader, this.#recorder);
		this.#isChildFrom = program.nodes.find(node => node.kind === 'tag' && node.keyword === 'extends')?.range.start ?? Infinity;
		const mayExtend = [...program.statements.keys()].some(({ keyword }) => keyword === 'extends');
		this.#lookup = new NameLookup(program, this.#recorder, { mayExtend, mayRunEarly: mentions.hasFoundSelf });
	}

	bind(): Pick<TemplateTree, 'uses' | 'uncertainUses' | 'definitions'> {
		const { nodes, range } = this.#program;
		const frame = new Frame(range, undefined);
		this.#declareEngineNames(frame, this.#topLevelMentions, { names: ['self'], range: { start: range.start, end: range.start } });
		this.#bindBody(frame, nodes);
		for (const bindBlock of this.#postponed) bindBlock();
		return this.#recorder.finish();
	}

	/** Declares and binds the names of a body whose frame is new. */
	#bindBody(frame: Frame, nodes: readonly TemplateNode[]): void {
		this.#declarer.declareNodes(frame, nodes);
		this.#bindNodes(frame, nodes);
	}

	#bindNodes(frame: Frame, nodes: readonly TemplateNode[]): void {
		for (const node of nodes) {
			if (node.kind === 'output') this.#read(frame, [node.expression], node);
			else if (node.kind === 'tag') this.#bindTag(frame, node);
			else if (node.kind === 'block') this.#bindBlock(frame, node);
		}
	}

	#bindTag(frame: Frame, tag: TagNode): void {
		const statement = this.#program.statements.get(tag);
		if (statement === undefined) return;
		this.#read(frame, statement.expressions, tag);
		if (statement.kind === 'assign' || statement.kind === 'capture') this.#assignTarget(frame, statement.target, tag);
		else if (statement.kind === 'reference') this.#assign(frame, statement.targets);
	}

	#bindBlock(frame: Frame, block: Block): void {
		const tag = block.branches[0]?.tag;
		const statement = tag && this.#program.statements.get(tag);
		if (tag === undefined || statement === undefined) return;
		if (statement.kind === 'condition') this.#bindCondition(frame, block);
		else if (statement.kind === 'for') this.#bindFor(frame, block, statement);
		else if (statement.kind === 'with') this.#bindWith(frame, block, statement);
		else if (statement.kind === 'macro') this.#bindMacro(frame, block, statement);
		else if (statement.kind === 'call') this.#bindCall(frame, block, statement);
		else if (statement.kind === 'block') this.#bindTemplateBlock(frame, block, statement);
		else if (statement.kind === 'trans') this.#bindTranslation(frame, block, statement);
		else this.#bindEvaluatedBody(frame, block, statement);
	}

	#bindCondition(frame: Frame, block: Block): void {
		const branches = block.branches.map(({ tag, children }) => () => {
			this.#bindTag(frame, tag);
			this.#bindNodes(frame, children);
		});
		frame.flow.branch(branches, block.branches.at(-1)?.tag.keyword === 'else');
	}

	#bindFor(frame: Frame, block: Block, { target, iterable, filter, isRecursive }: StatementOf<'for'>): void {
		const [opening, ...others] = block.branches;
		if (opening === undefined) return;
		this.#read(frame, [iterable], opening.tag);
		const body = new Frame(bodyRange(block, 0), frame);
		const mentions = this.#mentions.inNodes(opening.children);
		const isExtended = isRecursive || mentions.readFirst.has('loop') || this.#mentions.inNode(block).hasScopedBlock;
		if (isExtended) this.#declarer.declareEngineName(body, 'loop', opening.tag.keywordRange);
		for (const name of targetNames(target)) this.#declarer.declareParameter(body, name, 'loop-variable');
		if (filter !== undefined) {
			const filterFrame = new Frame(body.range, frame);
			for (const name of targetNames(target)) this.#declarer.declareParameter(filterFrame, name, 'loop-variable');
			this.#declarer.declareReads(filterFrame, [filter]);
			this.#read(filterFrame, [filter], opening.tag);
		}
		this.#bindBody(body, opening.children);
		for (const [index, { children }] of others.entries()) this.#bindBody(new Frame(bodyRange(block, index + 1), frame), children);
	}

	#bindWith(frame: Frame, block: Block, { targets, expressions }: StatementOf<'with'>): void {
		const [opening] = block.branches;
		if (opening === undefined) return;
		this.#read(frame, expressions, opening.tag);
		const body = new Frame(bodyRange(block, 0), frame);
		for (const name of targets.flatMap(targetNames)) this.#declarer.declareParameter(body, name, 'assignment');
		this.#bindBody(body, opening.children);
	}

	#bindMacro(frame: Frame, block: Block, { name, parameters }: StatementOf<'macro'>): void {
		// The body runs when the macro is called, by which time its own name is known.
		if (name !== undefined) this.#assign(frame, [name]);
		this.#bindMacroBody(frame, block, parameters);
	}

	#bindCall(frame: Frame, block: Block, { parameters, call }: StatementOf<'call'>): void {
		const [opening] = block.branches;
		if (opening !== undefined) this.#read(frame, [call], opening.tag);
		this.#bindMacroBody(frame, block, parameters);
	}

	/** The body of a macro or of a call block, which is a macro named `caller`. */
	#bindMacroBody(frame: Frame, block: Block, parameters: readonly Parameter[]): void {
		const [opening] = block.branches;
		if (opening === undefined) return;
		const body = new Frame(bodyRange(block, 0), frame);
		for (const { name } of parameters) this.#declarer.declareParameter(body, name, 'macro-argument');
		const names = (['caller', 'varargs', 'kwargs'] as const).filter(
			name => !parameters.some(parameter => parameter.name.name === name),
		);
		this.#declareEngineNames(body, this.#mentions.inNodes(opening.children), { names, range: opening.tag.keywordRange });
		const defaults = defaultValues(parameters);
		this.#declarer.declareReads(body, defaults);
		this.#read(body, defaults, opening.tag);
		this.#bindBody(body, opening.children);
	}

	#bindTemplateBlock(frame: Frame, block: Block, { isScoped }: StatementOf<'block'>): void {
		const [opening] = block.branches;
		if (opening === undefined) return;
		const run = (): void => {
			const body = new Frame(bodyRange(block, 0), undefined, { frame, isScoped });
			const range = opening.tag.keywordRange;
			this.#declareEngineNames(body, this.#mentions.inNodes(opening.children), { names: ['self', 'super'], range });
			this.#bindBody(body, opening.children);
		};
		if (isTopLevel(frame) && block.range.start > this.#isChildFrom) this.#postponed.push(run);
		else run();
	}

	#bindTranslation(frame: Frame, block: Block, { variables }: StatementOf<'trans'>): void {
		const [opening] = block.branches;
		if (opening === undefined) return;
		for (const { name, value } of variables) this.#read(frame, [value ?? name], opening.tag);
		const hidden = this.#declarer.definitionOf(opening.tag);
		if (hidden !== undefined) frame.flow.assign(hidden.name, hidden);
		// The variables are known in the body alone, which holds nothing but names: a frame whose only content they are.
		const body = new Frame({ start: opening.tag.range.end, end: block.range.end }, frame);
		for (const { name, value } of variables) if (value !== undefined) this.#declarer.declareParameter(body, name, 'block-parameter');
		for (const { tag, children } of block.branches) {
			if (tag !== opening.tag) this.#bindTag(body, tag);
			for (const child of children) this.#bindNodes(child.kind === 'output' ? body : frame, [child]);
		}
	}

	/** `filter`, a captured `set` and `autoescape`: bodies with a scope of their own and no names from the start. */
	#bindEvaluatedBody(frame: Frame, block: Block, statement: JinjaStatement): void {
		const [opening] = block.branches;
		if (opening === undefined) return;
		const body = new Frame(bodyRange(block, 0), frame);
		const { expressions } = statement;
		if (statement.kind === 'autoescape') {
			this.#declarer.declareReads(body, expressions);
			this.#read(body, expressions, opening.tag);
			this.#bindBody(body, opening.children);
			return;
		}
		this.#bindBody(body, opening.children);
		this.#read(body, expressions, opening.tag);
		if (statement.kind === 'capture') this.#assignTarget(frame, statement.target, opening.tag);
	}

	#declareEngineNames(frame: Frame, mentions: Mentions, { names, range }: GivenNames): void {
		for (const name of names) if (mentions.readFirst.has(name)) this.#declarer.declareEngineName(frame, name, range);
	}

	#assignTarget(frame: Frame, target: Expression, tag: TagNode): void {
		this.#read(frame, targetNamespaces(target), tag);
		this.#assign(frame, targetNames(target));
	}

	#assign(frame: Frame, targets: readonly ReturnType<typeof targetNames>[number][]): void {
		for (const target of targets) {
			const definition = this.#declarer.definitionOf(target);
			if (definition !== undefined) frame.flow.assign(target.name, definition);
		}
	}

	#read(frame: Frame, expressions: readonly Expression[], node: TagNode | OutputNode): void {
		const isCertain = !this.#program.brokenNodes.has(node);
		for (const expression of expressions) {
			for (const { name, attributes } of this.#reader.readsOf(expression)) {
				const { definition, variables } = this.#lookup.find(frame, name.name);
				this.#recorder.use({ name: name.name, range: name.range, attributes, definition, variables, isCertain });
			}
		}
	}
}

/** From the end of a branch's tag to the start of the next tag of the block. */
function bodyRange(block: Block, index: number): TextRange {
	const start = block.branches[index]?.tag.range.end ?? block.range.end;
	const next = block.branches[index + 1]?.tag ?? block.close;
	return { start, end: next?.range.start ?? block.range.end };
}

function isTopLevel({ parent, blockPlace }: Frame): boolean {
	return parent === undefined && blockPlace === undefined;
}
