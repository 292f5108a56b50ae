import type { VariableDefinition } from '../../../tree/template-tree.ts';
import type { VariableRecorder } from '../../../tree/variable-recorder.ts';
import type { JinjaProgram } from '../block-assembler.ts';
import { engineGlobals } from './engine-names.ts';
import { framesOutOf } from './frame.ts';
import type { BlockPlace, Frame } from './frame.ts';

/** Where a name may have its value from. */
export interface FoundName {
	readonly definition: VariableDefinition | undefined;
	/** Every variable that is looked at on the way. */
	readonly variables: readonly number[];
}

/** How a template treats the names of its top level when a block asks for them. */
export interface BlockRules {
	/** True for a template that extends another, maybe under a condition: then the other one runs the blocks, without names of loops. */
	readonly mayExtend: boolean;
	/** True when the template mentions `self`, through which a block can run earlier than where it stands. */
	readonly mayRunEarly: boolean;
}

/** Looks names up as they stand at one place of the template: `Symbols.find_ref` and `Context.resolve_or_missing` of Jinja in one. */
export class NameLookup {
	readonly #program: JinjaProgram;
	readonly #recorder: VariableRecorder;
	readonly #blockRules: BlockRules;
	readonly #globals = new Map<string, VariableDefinition>();

	constructor(program: JinjaProgram, recorder: VariableRecorder, blockRules: BlockRules) {
		this.#program = program;
		this.#recorder = recorder;
		this.#blockRules = blockRules;
	}

	find(frame: Frame, name: string): FoundName {
		const variables: number[] = [];
		let nearest: VariableDefinition | undefined;
		let outermost = frame;
		for (let current: Frame | undefined = frame; current !== undefined; current = current.parent) {
			outermost = current;
			const cell = current.cell(name);
			if (cell === undefined || cell.definitions.length === 0) continue;
			const value = current.flow.get(name) ?? uncertain;
			variables.push(cell.variable);
			nearest ??= value.definition;
			if (value.isCertain || cell.initial === 'nothing') return { definition: nearest ?? cell.definitions[0], variables };
		}
		const { blockPlace } = outermost;
		const passed = blockPlace && this.#findPassed(blockPlace, name, variables);
		return passed === undefined ? this.#findGlobal(name, nearest, variables) : { definition: nearest ?? passed, variables };
	}

	/** A name that a block is certainly given by the template around it. */
	#findPassed(place: BlockPlace, name: string, variables: number[]): VariableDefinition | undefined {
		const outermost = outermostOf(place.frame);
		const isTopLevel = outermost.blockPlace === undefined;
		const isPassedOn = place.isScoped && !(isTopLevel && this.#blockRules.mayExtend);
		for (const frame of isPassedOn ? framesOutOf(place.frame) : []) {
			const found = certainValue(frame, name, variables);
			if (found !== undefined) return found;
		}
		if (outermost.blockPlace !== undefined) return this.#findPassed(outermost.blockPlace, name, variables);
		const exported = certainValue(outermost, name, variables);
		return exported?.kind === 'engine' || this.#blockRules.mayRunEarly ? undefined : exported;
	}

	#findGlobal(name: string, nearest: VariableDefinition | undefined, variables: number[]): FoundName {
		if (!engineGlobals.has(name)) {
			variables.push(this.#recorder.inputVariable(name));
			return { definition: undefined, variables };
		}
		let definition = this.#globals.get(name);
		if (definition === undefined) {
			const range = { start: this.#program.range.start, end: this.#program.range.start };
			const { range: scope } = this.#program;
			definition = this.#recorder.define({ name, range, kind: 'engine', scope }, this.#recorder.newVariable());
			this.#globals.set(name, definition);
		}
		return { definition: nearest ?? definition, variables: [...variables, definition.variable] };
	}
}

const uncertain = { definition: undefined, isCertain: false };

function certainValue(frame: Frame, name: string, variables: number[]): VariableDefinition | undefined {
	const cell = frame.cell(name);
	const value = frame.flow.get(name);
	if (cell === undefined || value === undefined) return undefined;
	variables.push(cell.variable);
	return value.isCertain ? value.definition : undefined;
}

function outermostOf(frame: Frame): Frame {
	return framesOutOf(frame).at(-1) ?? frame;
}
