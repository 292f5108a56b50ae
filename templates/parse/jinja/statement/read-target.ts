import type { Expression } from '../../../tree/template-tree.ts';
import { isElementsEnd, readElements } from '../expression/read-elements.ts';
import { readExpression } from '../expression/read-expression.ts';
import { missingExpression } from '../expression/read-nested.ts';
import type { ReadExpression } from '../expression/read-nested.ts';
import { readPrimary } from '../expression/read-operand.ts';
import type { TagCursor } from '../tokens/tag-cursor.ts';
import { readName } from './read-name.ts';

/** A name that gets a value, or several separated by commas. */
export function readTarget(cursor: TagCursor): Expression {
	return readAssignable(cursor, readTargetName, new Set());
}

/** As `readTarget`; `namespace.attribute` may be among them, outside brackets. */
export function readSetTarget(cursor: TagCursor): Expression {
	const attributes = new Set<Expression>();
	const readElement = (): Expression => {
		const object = readTargetName(cursor);
		if (object.kind !== 'name' || !cursor.skip('.')) return object;
		const target = readNamespaceAttribute(cursor, object);
		attributes.add(target);
		return target;
	};
	return readAssignable(cursor, readElement, attributes);
}

function readTargetName(cursor: TagCursor): Expression {
	return readPrimary(cursor, readExpression);
}

/** The targets that `readElement` reads. Of attributes only those among `attributes` may be assigned. */
function readAssignable(cursor: TagCursor, readElement: ReadExpression, attributes: ReadonlySet<Expression>): Expression {
	if (isElementsEnd(cursor)) {
		cursor.failAtCurrent('the name to define is missing. Add it after the first word of the tag.');
		return missingExpression(cursor);
	}
	const target = readElements(cursor, readElement);
	if (!cursor.hasFailed() && !isAssignable(target, attributes)) {
		cursor.fail('Only names can be assigned to. Write a name, or several separated by commas.', target.range);
	}
	return target;
}

function readNamespaceAttribute(cursor: TagCursor, object: Expression): Expression {
	const attribute = readName(cursor, 'the attribute to assign must follow the dot.');
	const nameRange = attribute?.range ?? cursor.rangeFrom(cursor.previousEnd);
	const range = { start: object.range.start, end: nameRange.end };
	return { kind: 'attribute', range, object, name: attribute?.name ?? '', nameRange };
}

function isAssignable(target: Expression, attributes: ReadonlySet<Expression>): boolean {
	if (target.kind === 'tuple') return target.items.every(item => isAssignable(item, attributes));
	return target.kind === 'name' || attributes.has(target);
}
