import { parse } from '@handlebars/parser';

/** What Handlebars makes of one template. */
export interface HandlebarsAnswer {
	readonly isAccepted: boolean;
	readonly error: string | undefined;
	/** Names that are looked up among the values of the caller, whatever those values are; sorted. */
	readonly names: readonly string[];
	/** The partials it names, less those it defines itself and those whose name is computed; sorted. */
	readonly partials: readonly string[];
}

/** The part of Handlebars' syntax tree that names stand in. */
interface AstNode {
	readonly type: string;
	readonly path?: AstNode;
	readonly name?: AstNode;
	readonly params?: readonly AstNode[];
	readonly hash?: { readonly pairs: readonly { readonly value: AstNode }[] } | undefined;
	readonly pairs?: readonly { readonly value: AstNode }[];
	readonly program?: AstNode | undefined;
	readonly inverse?: AstNode | undefined;
	readonly body?: readonly AstNode[];
	readonly blockParams?: readonly string[] | undefined;
	readonly data?: boolean;
	readonly depth?: number;
	readonly head?: string | AstNode;
	readonly tail?: readonly string[];
	readonly original?: unknown;
}

type Level = 'caller' | 'member' | 'unknown';

interface Place {
	/** The contexts around, the innermost first. */
	readonly levels: readonly Level[];
	readonly parameters: readonly string[];
}

const builtIns = ['if', 'unless', 'each', 'with', 'lookup', 'log', 'helperMissing', 'blockHelperMissing'];
const ofDotprompt = ['role', 'history', 'media', 'section', 'json', 'ifEquals', 'unlessEquals'];
const transparent = ['if', 'unless', 'ifEquals', 'unlessEquals', 'message'];

/** Asks the parser of Handlebars itself, and reads the names from its tree by what Handlebars does when it renders one. */
export function askHandlebars(source: string): HandlebarsAnswer {
	let program: AstNode;
	try {
		program = parse(source);
	} catch (error) {
		return { isAccepted: false, error: String(error), names: [], partials: [] };
	}
	// The parser is ahead of Handlebars 4.7, the engine of every library that reads prompts, which refuses these.
	if (JSON.stringify(program).includes('"type":"HashLiteral"'))
		return { isAccepted: false, error: 'A dictionary stands where Handlebars 4.7 wants a name.', names: [], partials: [] };
	const reader = new AstReader();
	reader.read(program, { levels: ['caller'], parameters: [] });
	const partials = [...reader.partials].filter(name => !reader.inlinePartials.has(name));
	return { isAccepted: true, error: undefined, names: [...reader.names].sort(), partials: partials.sort() };
}

class AstReader {
	readonly names = new Set<string>();
	readonly partials = new Set<string>();
	readonly inlinePartials = new Set<string>();

	readonly #readers: Readonly<Record<string, (node: AstNode, place: Place) => void>> = {
		Program: (node, place) => (node.body ?? []).forEach(statement => this.read(statement, place)),
		MustacheStatement: (node, place) => this.#readCallee(node, place),
		SubExpression: (node, place) => this.#readCallee(node, place),
		Decorator: (node, place) => this.#readArguments(node, place),
		DecoratorBlock: (node, place) => this.#readDecoratorBlock(node, place),
		PartialStatement: (node, place) => this.#readPartial(node, place),
		PartialBlockStatement: (node, place) => this.#readPartial(node, place),
		BlockStatement: (node, place) => this.#readBlock(node, place),
		PathExpression: (node, place) => this.#readPath(node, place),
		HashLiteral: (node, place) => (node.pairs ?? []).forEach(({ value }) => this.read(value, place)),
	};

	/** Literals, comments and text read nothing. */
	read(node: AstNode | undefined, place: Place): void {
		if (node !== undefined) this.#readers[node.type]?.(node, place);
	}

	#readDecoratorBlock(node: AstNode, place: Place): void {
		const name = node.params?.[0];
		if (node.path?.original === 'inline' && name?.type.endsWith('Literal') === true) this.inlinePartials.add(String(name.original));
		this.#readArguments(node, place);
		this.read(node.program, deeper(place, 'unknown', node.program?.blockParams));
	}

	#readPartial(node: AstNode, place: Place): void {
		const { name } = node;
		const isComputed = name?.type === 'SubExpression' || typeof name?.head === 'object' || name?.type === 'HashLiteral';
		if (isComputed) this.read(name.type === 'PathExpression' && typeof name.head === 'object' ? name.head : name, place);
		else if (name?.data !== true) this.partials.add(nameOf(name));
		this.#readArguments(node, place);
		this.read(node.program, deeper(place, 'unknown', undefined));
	}

	#readBlock(node: AstNode, place: Place): void {
		this.#readCallee(node, place);
		const { program, inverse } = node;
		const level = levelOfBody(node, place);
		const own = [...place.parameters, ...(program?.blockParams ?? [])];
		this.read(program, level === undefined ? { ...place, parameters: own } : deeper(place, level, program?.blockParams));
		this.read(inverse, { ...place, parameters: [...place.parameters, ...(inverse?.blockParams ?? [])] });
	}

	#readCallee(node: AstNode, place: Place): void {
		const { path, type } = node;
		this.#readArguments(node, place);
		const name = simpleNameOf(path, place);
		if (name === undefined) {
			this.read(path, place);
			return;
		}
		const isHelper = type === 'SubExpression' || isCall(node);
		if (!isHelper && !builtIns.includes(name) && !ofDotprompt.includes(name)) this.read(path, place);
	}

	#readArguments(node: AstNode, place: Place): void {
		for (const parameter of node.params ?? []) this.read(parameter, place);
		for (const { value } of node.hash?.pairs ?? []) this.read(value, place);
	}

	#readPath(path: AstNode, place: Place): void {
		const { head, data, depth = 0, tail } = path;
		if (typeof head === 'object') this.read(head, place);
		else if (data === true) {
			if (head === 'root' && depth === 0 && tail?.[0] !== undefined) this.names.add(tail[0]);
		} else if (head !== undefined && isOfCaller(path, place)) this.names.add(head);
	}
}

/** What names in the body of a block stand for; undefined when it is what they stand for around it. */
function levelOfBody(node: AstNode, place: Place): Level | undefined {
	const helper = simpleNameOf(node.path, place);
	if (helper === undefined || !isCall(node)) return 'unknown';
	if (transparent.includes(helper)) return undefined;
	return helper === 'each' || helper === 'with' ? 'member' : 'unknown';
}

function isOfCaller(path: AstNode, { levels, parameters }: Place): boolean {
	const { head, depth = 0 } = path;
	if (depth === 0 && typeof head === 'string' && !isScoped(path) && parameters.includes(head)) return false;
	return levels[depth] === 'caller' && !levels.slice(0, depth).includes('unknown');
}

function deeper({ levels, parameters }: Place, level: Level, added: readonly string[] | undefined): Place {
	return { levels: [level, ...levels], parameters: [...parameters, ...(added ?? [])] };
}

function isCall({ params, hash }: AstNode): boolean {
	return (params?.length ?? 0) > 0 || hash !== undefined;
}

/** The name of what may be a helper: one word, and no block parameter. */
function simpleNameOf(path: AstNode | undefined, { parameters }: Place): string | undefined {
	if (path?.type !== 'PathExpression' || typeof path.head !== 'string') return undefined;
	const isAlone = path.data !== true && path.depth === 0 && path.tail?.length === 0 && !isScoped(path);
	return isAlone && !parameters.includes(path.head) ? path.head : undefined;
}

/** As Handlebars tells it. */
function isScoped({ original }: AstNode): boolean {
	return typeof original === 'string' && /^\.|^this\b/.test(original);
}

function nameOf(node: AstNode | undefined): string {
	return String(node?.original);
}
