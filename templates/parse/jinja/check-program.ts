import type { Problem } from '../../text/problem.ts';
import type { TextRange } from '../../text/text-range.ts';
import type { TagNode, TemplateNode } from '../../tree/template-tree.ts';
import type { JinjaProgram } from './block-assembler.ts';
import { targetNames } from './jinja-statement.ts';
import type { JinjaStatement, StatementOf } from './jinja-statement.ts';
import type { MentionFinder } from './scope/mentions.ts';
import { checkTranslation } from './check-translation.ts';

type Block = Extract<TemplateNode, { kind: 'block' }>;

/** What surrounds a node, as far as Jinja cares. */
interface Surroundings {
	/** True where `break` has a loop to end. */
	readonly isInLoop: boolean;
	/** True inside a `for`, however deep, where `loop` cannot be assigned. */
	readonly isInFor: boolean;
	/** True where `extends` may stand: outside every scope but that of the template. */
	readonly isTopLevel: boolean;
}

/**
 * Finds what Jinja rejects although every tag is right by itself: names of blocks that repeat, a `break` outside a loop and the like.
 * Jinja notices these when it compiles a template, some of them only as a SyntaxError of Python.
 */
export function checkProgram(program: JinjaProgram, mentions: MentionFinder): readonly Problem[] {
	const checker = new ProgramChecker(program, mentions);
	checker.checkNodes(program.nodes, { isInLoop: false, isInFor: false, isTopLevel: true });
	return checker.problems;
}

class ProgramChecker {
	readonly problems: Problem[] = [];
	readonly #program: JinjaProgram;
	readonly #mentions: MentionFinder;
	readonly #blockNames = new Set<string>();

	constructor(program: JinjaProgram, mentions: MentionFinder) {
		this.#program = program;
		this.#mentions = mentions;
	}

	checkNodes(nodes: readonly TemplateNode[], surroundings: Surroundings): void {
		for (const node of nodes) {
			if (node.kind === 'tag') this.#checkTag(node, surroundings);
			else if (node.kind === 'block') this.#checkBlock(node, surroundings);
		}
	}

	#checkTag(tag: TagNode, { isInLoop, isInFor, isTopLevel }: Surroundings): void {
		const { keyword, range } = tag;
		if ((keyword === 'break' || keyword === 'continue') && !isInLoop) {
			this.#report(range, `\`{% ${keyword} %}\` is outside a \`for\` loop and has no effect. Move it into one or remove it.`);
		} else if (keyword === 'extends' && !isTopLevel) {
			this.#report(range, '`{% extends %}` must be at the top level, since it applies to the whole template. Move it there.');
		} else if (isInFor) {
			this.#checkLoopName(this.#program.statements.get(tag));
		}
	}

	#checkBlock(block: Block, around: Surroundings): void {
		const [opening, ...others] = block.branches;
		const statement = opening && this.#program.statements.get(opening.tag);
		if (statement === undefined) return;
		const isFor = statement.kind === 'for';
		if (around.isInFor || isFor) this.#checkLoopName(statement);
		this.#checkStatement(statement, block);
		const inner = innerSurroundings(statement, around);
		this.checkNodes(opening?.children ?? [], inner);
		const isFunction = statement.kind === 'for' && statement.isRecursive;
		const inOthers = isFor ? { ...inner, isInLoop: around.isInLoop && !isFunction } : inner;
		for (const { children } of others) this.checkNodes(children, inOthers);
	}

	#checkStatement(statement: JinjaStatement, block: Block): void {
		if (statement.kind === 'block') this.#checkTemplateBlock(statement, block);
		else if (statement.kind === 'macro' || statement.kind === 'call') this.#checkCaller(statement, block);
		else if (statement.kind === 'trans') this.problems.push(...checkTranslation(statement, block));
	}

	#checkTemplateBlock({ name, nameRange, isRequired }: StatementOf<'block'>, block: Block): void {
		if (name !== undefined && this.#blockNames.has(name)) {
			this.#report(
				nameRange,
				`Another block is also named \`${name}\`, but block names must be unique in a template. Rename one of them.`,
			);
		}
		if (name !== undefined) this.#blockNames.add(name);
		const content = isRequired ? block.branches[0]?.children.find(child => !this.#isBlank(child)) : undefined;
		if (content !== undefined)
			this.#report(content.range, 'Another template fills a required block, so it cannot have content. Remove the content.');
	}

	#isBlank(node: TemplateNode): boolean {
		if (node.kind === 'comment') return true;
		if (node.kind !== 'text' && node.kind !== 'raw') return false;
		const { start, end } = node.kind === 'raw' ? node.contentRange : node.range;
		return this.#program.text.slice(start, end).trim() === '';
	}

	/** `caller` as an argument without default hides the body that a call block passes. */
	#checkCaller({ parameters }: StatementOf<'macro' | 'call'>, block: Block): void {
		const caller = parameters.find(({ name }) => name.name === 'caller');
		if (caller === undefined || caller.defaultValue !== undefined) return;
		if (!this.#mentions.inNodes(block.branches[0]?.children ?? []).readFirst.has('caller')) return;
		this.#report(
			caller.name.range,
			'An argument named `caller` needs a default, since Jinja fills it only in a call block. Add `=none`.',
		);
	}

	#checkLoopName(statement: JinjaStatement | undefined): void {
		if (statement?.kind !== 'for' && statement?.kind !== 'assign' && statement?.kind !== 'capture') return;
		const target = targetNames(statement.target).find(({ name }) => name === 'loop');
		if (target === undefined) return;
		this.#report(target.range, 'The `for` loop defines `loop`, so it cannot be assigned inside one. Choose another name.');
	}

	#report(range: TextRange, message: string): void {
		this.problems.push({ code: 'template-syntax-error', message, range });
	}
}

function innerSurroundings(statement: JinjaStatement, around: Surroundings): Surroundings {
	if (statement.kind === 'condition') return around;
	if (statement.kind === 'for') return { isInLoop: true, isInFor: true, isTopLevel: false };
	const isFunction = statement.kind === 'macro' || statement.kind === 'call' || statement.kind === 'block';
	return { isInLoop: around.isInLoop && !isFunction, isInFor: around.isInFor, isTopLevel: false };
}
