import { RenderError } from '../render/render-error.ts';
import { isTrue, typeName } from './collection.ts';
import { numberOf, valueOr } from './value.ts';
import type { CallArguments, Value } from './value.ts';

/** The arguments of one call by the names of its parameters. Arguments that have no parameter are refused. */
export class ArgumentReader {
	readonly #what: string;
	readonly #values = new Map<string, Value>();

	/** `what` is the filter or method, as messages name it. */
	constructor(what: string, { positional, named }: CallArguments, parameters: readonly string[]) {
		this.#what = what;
		if (positional.length > parameters.length) {
			throw new RenderError(
				`\`${what}\` takes at most ${parameters.length} arguments but gets ${positional.length}. Remove the others.`,
			);
		}
		for (const [index, value] of positional.entries()) this.#values.set(parameters[index] ?? '', value);
		for (const [name, value] of named) {
			if (!parameters.includes(name))
				throw new RenderError(`\`${what}\` has no argument \`${name}\`. Remove it or correct its name.`);
			if (this.#values.has(name)) throw new RenderError(`\`${what}\` gets \`${name}\` twice. Remove one of them.`);
			this.#values.set(name, value);
		}
	}

	/** The argument, or undefined when it is not given. */
	optional(name: string): Value | undefined {
		return this.#values.get(name);
	}

	required(name: string): Value {
		const value = this.#values.get(name);
		if (value === undefined) throw new RenderError(`\`${this.#what}\` needs its argument \`${name}\`. Add it.`);
		return value;
	}

	text(name: string, usual?: string): string {
		const value = usual === undefined ? this.required(name) : valueOr(this.#values.get(name), usual);
		if (typeof value === 'string') return value;
		throw new RenderError(
			`\`${name}\` of \`${this.#what}\` must be a text, but this is ${typeName(value)}. Convert it with \`|string\`.`,
		);
	}

	whole(name: string, usual?: number): number {
		const value = usual === undefined ? this.required(name) : valueOr(this.#values.get(name), usual);
		const number = numberOf(value);
		if (number !== undefined && Number.isInteger(number)) return number;
		throw new RenderError(
			`\`${name}\` of \`${this.#what}\` must be a whole number, but this is ${typeName(value)}. Convert it with \`|int\`.`,
		);
	}

	flag(name: string, usual: boolean): boolean {
		const value = this.#values.get(name);
		return value === undefined ? usual : isTrue(value);
	}
}
