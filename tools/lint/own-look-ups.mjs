import { AST_NODE_TYPES, ESLintUtils } from '@typescript-eslint/utils';
import ts from 'typescript';

/**
 * The parts of a union; of any other type the type itself.
 * @param {import('typescript').Type} type
 */
const partsOf = type => (type.isUnion() ? type.types : [type]);

/**
 * True for a type that any text may be looked up in, such as `Record<string, number>`.
 * @param {import('typescript').Type} type
 */
const takesAnyName = type => partsOf(type).some(part => part.getStringIndexType() !== undefined);

/**
 * True for a type of which not every value is known when the program is written.
 * @param {import('typescript').Type} type
 */
const isAnyText = type =>
	partsOf(type).some(part => (part.flags & (ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral | ts.TypeFlags.Any)) !== 0);

/**
 * Reports `record[name]` where the name is text that a program of its own did not write, unless the function asks
 * `Object.hasOwn(record, name)`. The look-up finds `constructor` in every record, and an assignment to `__proto__` keeps nothing.
 */
export default ESLintUtils.RuleCreator.withoutDocs({
	meta: {
		type: 'problem',
		schema: [],
		defaultOptions: [],
		messages: {
			read: 'This look-up also finds what every object inherits, such as `constructor`. Use `ownValue` or ask `Object.hasOwn` first.',
			write: 'This assignment keeps nothing under the name `__proto__`. Use `setOwnValue` or `Object.fromEntries`.',
		},
	},
	create(context) {
		const services = ESLintUtils.getParserServices(context);

		/** @param {import('@typescript-eslint/utils').TSESTree.MemberExpression} node */
		const isAsked = node => {
			const question = `Object.hasOwn(${context.sourceCode.getText(node.object)}, ${context.sourceCode.getText(node.property)})`;
			return context.sourceCode
				.getAncestors(node)
				.some(ancestor => 'params' in ancestor && context.sourceCode.getText(ancestor).replaceAll(/\s+/g, ' ').includes(question));
		};

		return {
			MemberExpression(node) {
				if (!node.computed || node.property.type === AST_NODE_TYPES.Literal) return;
				if (!isAnyText(services.getTypeAtLocation(node.property)) || !takesAnyName(services.getTypeAtLocation(node.object))) return;
				const isWritten = node.parent.type === AST_NODE_TYPES.AssignmentExpression && node.parent.left === node;
				if (isWritten) context.report({ node, messageId: 'write' });
				else if (!isAsked(node)) context.report({ node, messageId: 'read' });
			},
		};
	},
});
