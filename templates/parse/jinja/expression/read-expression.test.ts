import assert from 'node:assert/strict';
import type { Argument, Expression } from '../../../tree/template-tree.ts';
import { partsOfExpression } from '../../../tree/template-walk.ts';
import { parseJinja } from '../parse-jinja.ts';

/** Expressions and how they group, as jinja2 3.1 reads them. */
const cases: readonly (readonly [string, string])[] = [
	['a', 'a'],
	['1_000', '1000'],
	['0x1F', '31'],
	['0b101', '5'],
	['0o17', '15'],
	['1.5e3', '1500'],
	['"a" \'b\'', '"ab"'],
	['"\\n\\x41\\u00e9\\\'"', JSON.stringify("\nAé'")],
	['True', 'true'],
	['none', 'null'],
	['a.b["c"].d[0]', '(index (attribute (index (attribute a b) "c") d) 0)'],
	['a.0', '(index a 0)'],
	['a[1:2]', '(index a (slice 1 2))'],
	['a[b, c]', '(index a (tuple b c))'],
	['f(a, k=b, *c, **d)', '(call f a k=b *c **d)'],
	['a|f|g(1)', '(filter g (filter f a) 1)'],
	['a|x.y', '(filter x.y a)'],
	['a is defined', '(test defined a)'],
	['a is not divisibleby 3', '(test not divisibleby a 3)'],
	['a is eq(b) and c', '(and (test eq a b) c)'],
	['not a in b', '(not (in a b))'],
	['a not in b', '(not in a b)'],
	['a < b <= c', '(<= (< a b) c)'],
	['a or b and not c', '(or a (and b (not c)))'],
	['a + b * c ~ d', '(+ a (~ (* b c) d))'],
	['a - b - c', '(- (- a b) c)'],
	['2 ** 3 ** 2', '(** (** 2 3) 2)'],
	['-a ** 2', '(** (- a) 2)'],
	['-a|abs', '(filter abs (- a))'],
	['a // b % c', '(% (// a b) c)'],
	['a if b', '(conditional a b)'],
	['a if b else c if d else e', '(conditional a b (conditional c d e))'],
	['a, b', '(tuple a b)'],
	['(a,)', '(tuple a)'],
	['()', '(tuple)'],
	['[a, [b],]', '(list a (list b))'],
	['{"a": b, c: {}}', '(dictionary "a": b c: (dictionary))'],
];

suite('expressions of Jinja', () => {
	for (const [source, expected] of cases) {
		test(source, () => {
			const { nodes, problems } = parseJinja(`{{ ${source} }}`);
			const [output] = nodes;
			assert.deepEqual(problems, []);
			assert.ok(output?.kind === 'output');
			assert.equal(write(output.expression), expected);
		});
	}
});

function write(expression: Expression): string {
	if (expression.kind === 'name') return expression.name;
	if (expression.kind === 'literal') return JSON.stringify(expression.value);
	return `(${partsOf(expression).join(' ')})`;
}

function partsOf(expression: Exclude<Expression, { kind: 'name' | 'literal' }>): readonly string[] {
	const parts = partsOfExpression(expression).map(write);
	if ('operator' in expression) return [expression.operator, ...parts];
	if ('arguments' in expression) return [...headOf(expression), ...expression.arguments.map(writeArgument)];
	if (expression.kind === 'attribute') return [expression.kind, ...parts, expression.name];
	if (expression.kind === 'dictionary') {
		return [expression.kind, ...expression.entries.map(({ key, value }) => `${write(key)}: ${write(value)}`)];
	}
	return [expression.kind, ...parts];
}

function headOf(expression: Extract<Expression, { arguments: readonly Argument[] }>): readonly string[] {
	if (expression.kind === 'call') return [expression.kind, write(expression.callee)];
	const kind = expression.kind === 'test' && expression.isNegated ? 'test not' : expression.kind;
	return [kind, expression.name, write(expression.operand)];
}

function writeArgument({ name, spread, value }: Argument): string {
	return `${name === undefined ? (spread ?? '') : `${name}=`}${write(value)}`;
}
