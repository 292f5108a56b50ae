import type { TextRange } from '../../../text/text-range.ts';
import type { VariableDefinition } from '../../../tree/template-tree.ts';
import { FlowState } from './flow-state.ts';

/** A name of one frame. */
export interface Cell {
	readonly variable: number;
	/**
	 * What the name holds when the frame starts: a value of its own (`parameter`), what it holds in the frame around (`outer`), what the
	 * caller gives (`input`), or nothing, so that a read before the assignment never reaches the caller's values (`nothing`).
	 */
	readonly initial: 'parameter' | 'outer' | 'input' | 'nothing';
	/** In order of appearance; none for a name that is only read. */
	readonly definitions: VariableDefinition[];
}

/** Where a `{% block %}` stands: its body is a function of its own, which sees no frame around but what is passed to it. */
export interface BlockPlace {
	readonly frame: Frame;
	/** True for `{% block name scoped %}`, to which the names of the frames around are passed. */
	readonly isScoped: boolean;
}

/** The names of one body that has a scope of its own. Corresponds to `Symbols` in jinja2/idtracking.py. */
export class Frame {
	readonly parent: Frame | undefined;
	/** Where its names are known. */
	readonly range: TextRange;
	/** Set for the body of a block. */
	readonly blockPlace: BlockPlace | undefined;
	readonly flow = new FlowState();
	readonly #cells = new Map<string, Cell>();

	constructor(range: TextRange, parent: Frame | undefined, blockPlace?: BlockPlace) {
		this.range = range;
		this.parent = parent;
		this.blockPlace = blockPlace;
	}

	/** The frame's own cell for `name`, if the frame assigns it or is the first to read it. */
	cell(name: string): Cell | undefined {
		return this.#cells.get(name);
	}

	/** True when this frame or one around it has a cell for `name`. */
	knows(name: string): boolean {
		return this.#cells.has(name) || this.parent?.knows(name) === true;
	}

	addCell(name: string, initial: Cell['initial'], variable: number): Cell {
		const cell = { variable, initial, definitions: [] };
		this.#cells.set(name, cell);
		return cell;
	}
}

/** `frame` and the frames around it, from the inside out. */
export function framesOutOf(frame: Frame): readonly Frame[] {
	const frames: Frame[] = [];
	for (let current: Frame | undefined = frame; current !== undefined; current = current.parent) frames.push(current);
	return frames;
}
