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
	const reader = new AstReader();
	reader.read(program, { levels: ['caller'], parameters: [] });
	const partials = [...reader.partials].filter(name => !reader.inlinePartials.has(name));
	return { isAccepted: true, error: undefined, names: [...reader.names].sort(), partials: partials.sort() };
}

class AstReader {
	readonly names = new Set<string>();
	readonly partials = new Set<string>();
	readonly inlinePartials = new Set<string>();

	read(node: AstNode | undefined, place: Place): void {
		switch (node?.type) {
			case 'Program':
				for (const statement of node.body ?? []) this.read(statement, place);
				return;
			case 'MustacheStatement':
				this.readCallee(node, place);
				return;
			case 'SubExpression':
				this.readCallee(node, place);
				return;
			case 'Decorator':
				this.readArguments(node, place);
				return;
			case 'PartialStatement':
			case 'PartialBlockStatement':
				this.readPartial(node, place);
				return;
			case 'DecoratorBlock':
				if (node.path?.original === 'inline' && node.params?.[0]?.type.endsWith('Literal') === true) {
					this.inlinePartials.add(String(node.params[0].original));
				}
				this.readArguments(node, place);
				this.read(node.program, deeper(place, 'unknown', node.program?.blockParams));
				return;
			case 'BlockStatement':
				this.readBlock(node, place);
				return;
			case 'PathExpression':
				this.readPath(node, place);
				return;
			case 'HashLiteral':
				for (const { value } of node.pairs ?? []) this.read(value, place);
		}
	}

	private readPartial(node: AstNode, place: Place): void {
		const { name } = node;
		const isComputed = name?.type === 'SubExpression' || typeof name?.head === 'object' || name?.type === 'HashLiteral';
		if (isComputed) this.read(name.type === 'PathExpression' && typeof name.head === 'object' ? name.head : name, place);
		else if (name?.data !== true) this.partials.add(nameOf(name));
		this.readArguments(node, place);
		this.read(node.program, deeper(place, 'unknown', undefined));
	}

	private readBlock(node: AstNode, place: Place): void {
		this.readCallee(node, place);
		const { path, program, inverse } = node;
		const helper = path !== undefined && isSimple(path) && !place.parameters.includes(String(path.head)) ? String(path.head) : '';
		const hasArguments = isCall(node);
		const inner =
			hasArguments && transparent.includes(helper)
				? undefined
				: hasArguments && ['each', 'with'].includes(helper)
					? 'member'
					: 'unknown';
		const parameters = [...place.parameters, ...(program?.blockParams ?? [])];
		const outside: Place = { ...place, parameters: [...place.parameters, ...(inverse?.blockParams ?? [])] };
		this.read(program, inner === undefined ? { ...place, parameters } : deeper(place, inner, program?.blockParams));
		this.read(inverse, outside);
	}

	private readCallee(node: AstNode, place: Place): void {
		const { path, type } = node;
		this.readArguments(node, place);
		if (path === undefined) return;
		if (path.type !== 'PathExpression' || !isSimple(path) || place.parameters.includes(String(path.head))) {
			this.read(path, place);
			return;
		}
		const head = String(path.head);
		const isHelper = type === 'SubExpression' || isCall(node);
		if (!isHelper && !builtIns.includes(head) && !ofDotprompt.includes(head)) this.readPath(path, place);
	}

	private readArguments(node: AstNode, place: Place): void {
		for (const parameter of node.params ?? []) this.read(parameter, place);
		for (const { value } of node.hash?.pairs ?? []) this.read(value, place);
	}

	private readPath(path: AstNode, place: Place): void {
		const { head, data, depth = 0, tail } = path;
		if (typeof head === 'object') {
			this.read(head, place);
			return;
		}
		if (head === undefined) return;
		if (data === true) {
			if (head === 'root' && depth === 0 && tail?.[0] !== undefined) this.names.add(tail[0]);
			return;
		}
		if (!isScoped(path) && depth === 0 && place.parameters.includes(head)) return;
		const level = place.levels[depth];
		const crossed = place.levels.slice(0, depth);
		if (level === 'caller' && !crossed.includes('unknown')) this.names.add(head);
	}
}

function deeper({ levels, parameters }: Place, level: Level, added: readonly string[] | undefined): Place {
	return { levels: [level, ...levels], parameters: [...parameters, ...(added ?? [])] };
}

function isCall({ params, hash }: AstNode): boolean {
	return (params?.length ?? 0) > 0 || hash !== undefined;
}

function isSimple(path: AstNode): boolean {
	const isPath = path.type === 'PathExpression' && path.data !== true && typeof path.head === 'string';
	return isPath && (path.tail?.length ?? 0) === 0 && path.depth === 0 && !isScoped(path);
}

/** As Handlebars tells it. */
function isScoped({ original }: AstNode): boolean {
	return typeof original === 'string' && /^\.|^this\b/.test(original);
}

function nameOf(node: AstNode | undefined): string {
	return String(node?.original);
}
