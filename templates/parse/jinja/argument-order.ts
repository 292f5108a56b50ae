/** Checks that the arguments of one call stand in an order Python accepts: values, then names, with `*` and `**` behind. */
export class ArgumentOrder {
	readonly #names = new Set<string>();
	#hasList = false;
	#hasDictionary = false;

	/** Adds the next argument; gives the message of the problem when it cannot stand there. */
	add(name: string | undefined, spread: '*' | '**' | undefined): string | undefined {
		const problem = this.#problemOf(name, spread);
		if (name !== undefined) this.#names.add(name);
		this.#hasList ||= spread === '*';
		this.#hasDictionary ||= spread === '**';
		return problem;
	}

	#problemOf(name: string | undefined, spread: '*' | '**' | undefined): string | undefined {
		if (this.#hasDictionary) return 'Nothing can follow `**`, since it passes the remaining arguments. Move it to the end.';
		if (spread === '**') return undefined;
		if (name !== undefined) {
			return this.#names.has(name)
				? `The argument \`${name}\` appears twice, which Jinja cannot compile. Remove one of them.`
				: undefined;
		}
		if (this.#hasList) return 'A value without a name cannot follow `*`, which passes the remaining values. Move it before that.';
		const isLate = spread === undefined && this.#names.size > 0;
		return isLate ? 'A value without a name cannot follow one with a name. Move it before or give it a name.' : undefined;
	}
}
