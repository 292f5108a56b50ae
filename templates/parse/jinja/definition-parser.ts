import type { Expression, TemplateReference } from '../../tree/template-tree.ts';
import { ExpressionParser } from './expression-parser.ts';
import { defaultValues } from './jinja-statement.ts';
import type { JinjaStatement, NameExpression, Parameter, StatementOf } from './jinja-statement.ts';

/** Reads the statements that define names, behind their keyword. */
export class DefinitionParser extends ExpressionParser {
	/** `namespace.attribute` where it may be assigned, which it may not inside brackets. */
	readonly #namespaceTargets: Expression[] = [];

	protected parseSet(): JinjaStatement {
		const target = this.#parseTarget(() => this.#parseNamespaceOrName());
		if (this.skip('=')) {
			const value = this.parseTuple({ emptyReason: 'This `set` assigns nothing. Add a value after `=`.' });
			return { kind: 'assign', target, expressions: [value] };
		}
		// Without this, a target that is wrong would open a block that has no end.
		if (this.hasFailed()) return { kind: 'assign', target, expressions: [] };
		const expressions = this.skip('|') ? [this.#parseBodyFilter()] : [];
		this.skip(':');
		return { kind: 'capture', target, expressions };
	}

	protected parseFilterBlock(): JinjaStatement {
		const filter = this.#parseBodyFilter();
		this.skip(':');
		return { kind: 'filter', expressions: [filter] };
	}

	protected parseFor(): JinjaStatement {
		const target = this.#parseTarget();
		if (!this.skipWord('in')) this.failAtCurrent('a loop is written `{% for item in items %}`. Add `in` and the list to loop over.');
		const iterable = this.parseTuple({
			allowsConditional: false,
			emptyReason: 'This loop has nothing to loop over. Add a list after `in`.',
		});
		const filter = this.skipWord('if') ? this.parseExpression() : undefined;
		const isRecursive = this.skipWord('recursive');
		this.skip(':');
		const expressions = filter === undefined ? [iterable] : [iterable, filter];
		return { kind: 'for', target, iterable, filter, isRecursive, expressions };
	}

	protected parseWith(): JinjaStatement {
		const targets: Expression[] = [];
		const expressions: Expression[] = [];
		while (!this.at('end')) {
			if (targets.length > 0) this.expect(',', 'commas separate the names of a `with`. Add one.');
			if (this.hasFailed()) break;
			targets.push(this.#parseTarget());
			this.expect('=', 'a `with` gives each name a value. Write `name=value`.');
			if (!this.hasFailed()) expressions.push(this.parseExpression());
		}
		return { kind: 'with', targets, expressions };
	}

	protected parseMacro(): JinjaStatement {
		const name = this.parseName('a macro needs a name. Add it after `macro`.');
		const parameters = this.#parseSignature();
		return { kind: 'macro', name, parameters, expressions: defaultValues(parameters) };
	}

	protected parseCallBlock(): JinjaStatement {
		const parameters = this.at('(') ? this.#parseSignature() : [];
		const call = this.parseExpression();
		if (call.kind !== 'call' && !this.hasFailed()) {
			this.fail('A `call` block passes its body to a macro, but this one calls none. Write `{% call macro_name() %}`.', call.range);
		}
		const caller = call.kind === 'call' ? call.arguments.find(argument => argument.name === 'caller') : undefined;
		if (caller !== undefined) {
			this.fail('A `call` block passes its own body as `caller`, so the argument would be given twice. Remove it.', caller.range);
		}
		this.skip(':');
		return { kind: 'call', parameters, call, expressions: [...defaultValues(parameters), call] };
	}

	protected parseImport(): JinjaStatement {
		const template = this.parseExpression();
		if (!this.skipWord('as')) this.failAtCurrent('an import needs a name. Write `{% import "file" as name %}`.');
		const target = !this.hasFailed() ? this.parseName('an import needs a name. Add it after `as`.') : undefined;
		const withContext = this.skipContext();
		const targets = target === undefined ? [] : [target];
		return { ...this.reference('import', template), targets, withContext, expressions: [template] };
	}

	protected parseFrom(): JinjaStatement {
		const template = this.parseExpression();
		if (!this.skipWord('import')) this.failAtCurrent('the names to import must follow. Write `{% from "file" import name %}`.');
		const targets: NameExpression[] = [];
		const importedNames: string[] = [];
		let withContext: boolean | undefined;
		while (!this.hasFailed() && (withContext = this.skipContext()) === undefined) {
			const name = this.parseName('a macro name is needed. Add it after `import`.');
			if (name?.name.startsWith('_') === true) {
				this.fail(
					`\`${name.name}\` cannot be imported, since names that start with “_” are private to their file. Rename it.`,
					name.range,
				);
			}
			const alias = this.skipWord('as') ? this.parseName('the new name must follow `as`.') : undefined;
			const target = alias ?? name;
			if (target !== undefined) targets.push(target);
			if (name !== undefined) importedNames.push(name.name);
			if ((withContext = this.skipContext()) !== undefined || !this.skip(',')) break;
		}
		return { ...this.reference('import', template), targets, importedNames, withContext, expressions: [template] };
	}

	/** A reference to `template` that says nothing else. */
	protected reference(referenceKind: TemplateReference['kind'], template: Expression): Omit<StatementOf<'reference'>, 'expressions'> {
		return {
			kind: 'reference',
			referenceKind,
			template,
			targets: [],
			importedNames: [],
			withContext: undefined,
			ignoresMissing: false,
		};
	}

	/** True for `with context`, false for `without context`, undefined for neither. */
	protected skipContext(): boolean | undefined {
		const isGiven = this.isWord('with');
		if (!isGiven && !this.isWord('without')) return undefined;
		const next = this.peek();
		if (next.type !== 'name' || next.value !== 'context') return undefined;
		this.advance();
		this.advance();
		return isGiven;
	}

	protected parseName(reason: string): NameExpression | undefined {
		const token = this.expect('name', reason);
		return token && { kind: 'name', range: { start: token.start, end: token.end }, name: String(token.value) };
	}

	/** The filters of a block, whose operand is the body. */
	#parseBodyFilter(): Expression {
		let filter: Expression = this.missing();
		do filter = this.parseFilter(filter);
		while (this.skip('|'));
		return filter;
	}

	#parseTarget(parseElement = (): Expression => this.parsePrimary()): Expression {
		if (this.isTupleEnd()) {
			this.failAtCurrent('the name to define is missing. Add it after the first word of the tag.');
			return this.missing();
		}
		const target = this.parseElements(parseElement);
		if (!this.hasFailed() && !this.#isAssignable(target)) {
			this.fail('Only names can be assigned to. Write a name, or several separated by commas.', target.range);
		}
		return target;
	}

	#parseNamespaceOrName(): Expression {
		const object = this.parsePrimary();
		if (object.kind !== 'name' || !this.skip('.')) return object;
		const attribute = this.parseName('the attribute to assign must follow the dot.');
		const nameRange = attribute?.range ?? { start: this.previousEnd, end: this.previousEnd };
		const range = { start: object.range.start, end: nameRange.end };
		const target: Expression = { kind: 'attribute', range, object, name: attribute?.name ?? '', nameRange };
		this.#namespaceTargets.push(target);
		return target;
	}

	#isAssignable(target: Expression): boolean {
		if (target.kind === 'tuple') return target.items.every(item => this.#isAssignable(item));
		return target.kind === 'name' || this.#namespaceTargets.includes(target);
	}

	#parseSignature(): readonly Parameter[] {
		const parameters: Parameter[] = [];
		const names = new Set<string>();
		let hasDefault = false;
		this.expect('(', 'the arguments of the macro must follow. Write `()` if it has none.');
		while (!this.at(')') && !this.hasFailed()) {
			if (parameters.length > 0) this.expect(',', 'the arguments are still open. Add `)`, or a comma between two names.');
			const name = !this.hasFailed() ? this.parseName('an argument name is needed here.') : undefined;
			if (name === undefined) break;
			const defaultValue = this.skip('=') ? this.parseExpression() : undefined;
			parameters.push({ name, defaultValue });
			if (hasDefault && defaultValue === undefined) {
				this.fail(
					`\`${name.name}\` needs a default, since an argument before it has one. Give it one or move it forward.`,
					name.range,
				);
			}
			if (names.has(name.name)) this.fail(`Two arguments are named \`${name.name}\`. Rename one of them.`, name.range);
			names.add(name.name);
			hasDefault ||= defaultValue !== undefined;
		}
		this.expect(')', 'the arguments are still open. Add `)`.');
		return parameters;
	}
}
