import assert from 'node:assert/strict';
import type { Argument, Expression } from '../template-tree.ts';
import { parseJinja } from './parse-jinja.ts';

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
	['a if b', '(if b a)'],
	['a if b else c if d else e', '(if b a (if d c e))'],
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
	switch (expression.kind) {
		case 'attribute':
			return [expression.kind, write(expression.object), expression.name];
		case 'index':
			return [expression.kind, write(expression.object), write(expression.index)];
		case 'slice':
			return [expression.kind, ...expression.parts.map(write)];
		case 'call':
			return [expression.kind, write(expression.callee), ...expression.arguments.map(writeArgument)];
		case 'filter':
			return [expression.kind, expression.name, write(expression.operand), ...expression.arguments.map(writeArgument)];
		case 'test':
			return [testKind(expression), expression.name, write(expression.operand), ...expression.arguments.map(writeArgument)];
		case 'unary':
		case 'binary':
		case 'conditional':
		case 'list':
		case 'tuple':
		case 'dictionary':
		case 'missing':
			return compoundParts(expression);
	}
}

function testKind({ isNegated }: Extract<Expression, { kind: 'test' }>): string {
	return isNegated ? 'test not' : 'test';
}

type Compound = Extract<Expression, { kind: 'unary' | 'binary' | 'conditional' | 'list' | 'tuple' | 'dictionary' | 'missing' }>;

function compoundParts(expression: Compound): readonly string[] {
	if (expression.kind === 'unary') return [expression.operator, write(expression.operand)];
	if (expression.kind === 'binary') return [expression.operator, write(expression.left), write(expression.right)];
	if (expression.kind === 'conditional') {
		return [
			'if',
			write(expression.test),
			write(expression.then),
			...(expression.otherwise === undefined ? [] : [write(expression.otherwise)]),
		];
	}
	if (expression.kind === 'dictionary')
		return ['dictionary', ...expression.entries.map(({ key, value }) => `${write(key)}: ${write(value)}`)];
	return expression.kind === 'missing' ? ['missing'] : [expression.kind, ...expression.items.map(write)];
}

function writeArgument({ name, spread, value }: Argument): string {
	return `${name === undefined ? (spread ?? '') : `${name}=`}${write(value)}`;
}
