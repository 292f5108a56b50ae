import type { TextRange } from '../../text/text-range.ts';
import type { BlockBranch, BlockNode, TemplateNode, TemplateTree, VariableDefinition } from '../../tree/template-tree.ts';
import { VariableRecorder } from '../../tree/variable-recorder.ts';
import type { HandlebarsTag, PathPart, PathRead } from './handlebars-tag.ts';
import { builtInHelpers, contextHelpers, promptHelpers, transparentHelpers } from './known-helpers.ts';
import type { HandlebarsProgram } from './handlebars-program.ts';

/** What names without more are: those of the caller, members of some value, or either, which cannot be known. */
type Context = 'input' | 'member' | 'unknown';

interface Scope {
	readonly context: Context;
	/** What `../` leads to. */
	readonly outer: Scope | undefined;
	readonly parameters: ReadonlyMap<string, VariableDefinition>;
}

type Bound = Pick<TemplateTree, 'uses' | 'uncertainUses' | 'definitions'>;

/** Finds what every name of the template stands for. */
export function bindNames(program: HandlebarsProgram): Bound {
	return new NameBinder(program).bind();
}

class NameBinder {
	readonly #program: HandlebarsProgram;
	readonly #recorder = new VariableRecorder();
	readonly #engine = new Map<string, VariableDefinition>();

	constructor(program: HandlebarsProgram) {
		this.#program = program;
	}

	bind(): Bound {
		this.#bindAll(this.#program.nodes, { context: 'input', outer: undefined, parameters: new Map() });
		return this.#recorder.finish();
	}

	#bindAll(nodes: readonly TemplateNode[], scope: Scope): void {
		for (const node of nodes) {
			if (node.kind === 'block') this.#bindBlock(node, scope);
			else this.#bindTag(node, scope);
		}
	}

	#bindBlock({ branches }: BlockNode, scope: Scope): void {
		const opening = branches[0] && this.#program.tags.get(branches[0].tag);
		for (const branch of branches) {
			const tag = this.#program.tags.get(branch.tag);
			if (tag === undefined) continue;
			this.#bindTag(branch.tag, scope);
			this.#bindAll(branch.children, this.#scopeOf(branch, tag, { opening, scope }));
		}
	}

	#scopeOf(branch: BlockBranch, tag: HandlebarsTag, block: { opening: HandlebarsTag | undefined; scope: Scope }): Scope {
		const { opening, scope } = block;
		const parameters = this.#define(tag.blockParameters, bodyOf(branch), scope);
		const given = givingContext(tag, opening);
		const context = given && contextOf(given, scope);
		return context === undefined ? { ...scope, parameters } : { context, outer: scope, parameters };
	}

	#define(names: readonly PathPart[], scope: TextRange, { parameters }: Scope): Scope['parameters'] {
		if (names.length === 0) return parameters;
		const all = new Map(parameters);
		for (const { name, range } of names) {
			const definition = { name, range, kind: 'block-parameter', scope } as const;
			all.set(name, this.#recorder.define(definition, this.#recorder.newVariable()));
		}
		return all;
	}

	#bindTag(node: TemplateNode, scope: Scope): void {
		const isCertain = !this.#program.brokenNodes.has(node);
		const reads = this.#program.tags.get(node)?.reads;
		if (reads !== undefined) for (const read of reads) this.#bindRead(read, scope, isCertain);
	}

	#bindRead(read: PathRead, scope: Scope, isCertain: boolean): void {
		const { role, head, attributes, depth, isScoped } = read;
		if (head === undefined) return;
		if (role === 'data') {
			this.#bindData(read, head, isCertain);
			return;
		}
		const definition = isScoped ? undefined : scope.parameters.get(head.name);
		if (definition !== undefined) {
			this.#use(head, attributes, { definition, isCertain });
			return;
		}
		if (role === 'helper' || (role === 'mention' && builtInHelpers.has(head.name))) return;
		const context = contextAbove(scope, depth);
		if (context === 'member') return;
		const isInput = context === 'input' && !(role === 'mention' && promptHelpers.has(head.name));
		this.#use(head, attributes, { definition: undefined, isCertain: isCertain && isInput });
	}

	/** `@root` gives the values of the caller; other data comes from the engine. */
	#bindData({ attributes, depth }: PathRead, head: PathPart, isCertain: boolean): void {
		const [input, ...others] = attributes;
		if (head.name === 'root' && depth === 0) {
			if (input !== undefined) this.#use(input, others, { definition: undefined, isCertain });
			return;
		}
		const definition = this.#engineName(head.name);
		this.#use(head, attributes, { definition, isCertain });
	}

	#engineName(name: string): VariableDefinition {
		const { start } = this.#program.range;
		const range = { start, end: start };
		const known = this.#engine.get(name);
		if (known !== undefined) return known;
		const definition = { name, range, kind: 'engine', scope: this.#program.range } as const;
		const defined = this.#recorder.define(definition, this.#recorder.newVariable());
		this.#engine.set(name, defined);
		return defined;
	}

	#use(
		{ name, range }: PathPart,
		attributes: readonly PathPart[],
		{ definition, isCertain }: { definition: VariableDefinition | undefined; isCertain: boolean },
	): void {
		const variables = definition === undefined ? [] : [definition.variable];
		this.#recorder.use({ name, range, attributes: namesOf(attributes), definition, variables, isCertain });
	}
}

const none: readonly string[] = [];

function namesOf(parts: readonly PathPart[]): readonly string[] {
	return parts.length === 0 ? none : parts.map(part => part.name);
}

/** The tag whose helper decides what the body of the branch of `tag` sees; undefined when it sees what the block itself sees. */
function givingContext(tag: HandlebarsTag, opening: HandlebarsTag | undefined): HandlebarsTag | undefined {
	if (tag.kind === 'inverted-block') return undefined;
	if (tag.kind !== 'else') return tag;
	return opening?.kind === 'inverted-block' ? opening : undefined;
}

/** From behind the opening tag of a branch to its end. */
function bodyOf({ tag, children }: BlockBranch): TextRange {
	return { start: tag.range.end, end: children.at(-1)?.range.end ?? tag.range.end };
}

/** The context a block gives its body; undefined when it is the one around it. */
function contextOf({ kind, name, hasArguments }: HandlebarsTag, { parameters }: Scope): Context | undefined {
	if (kind === 'partial-block' || kind === 'decorator-block' || !hasArguments || parameters.has(name)) return 'unknown';
	if (transparentHelpers.has(name)) return undefined;
	return contextHelpers.has(name) ? 'member' : 'unknown';
}

/** Going up from a context that may be the one around it leads to no place that can be known. */
function contextAbove(scope: Scope, depth: number): Context {
	let current: Scope | undefined = scope;
	for (let level = 0; level < depth; level++) {
		if (current === undefined || current.context === 'unknown') return 'unknown';
		current = current.outer;
	}
	return current?.context ?? 'unknown';
}
