import { AST_NODE_TYPES, ESLintUtils } from '@typescript-eslint/utils';

/**
 * True when the type has a `dispose`; of a union, when one of its parts has.
 * @param {import('typescript').Type} type
 * @returns {boolean}
 */
function isDisposable(type) {
	return type.isUnion() ? type.types.some(part => isDisposable(part)) : type.getProperty('dispose') !== undefined;
}

/**
 * Reports a call whose Disposable result nobody keeps, for example
 * `workspace.onDidChangeConfiguration(f)` as a bare statement.
 * The listener then outlives whatever registered it.
 */
export default ESLintUtils.RuleCreator.withoutDocs({
	meta: {
		type: 'problem',
		schema: [],
		defaultOptions: [],
		messages: { dropped: 'This call returns a Disposable that is dropped. Add it to the owner’s DisposableStore.' },
	},
	create(context) {
		const services = ESLintUtils.getParserServices(context);
		return {
			ExpressionStatement(node) {
				const call = node.expression;
				if (call.type !== AST_NODE_TYPES.CallExpression) return;
				// VS Code events take (listener, thisArg, disposables[]): a third argument keeps the result.
				if (call.arguments.length >= 3) return;
				// `store.add(listener)` passes ownership on and may return its argument.
				if (call.arguments.some(argument => isDisposable(services.getTypeAtLocation(argument)))) return;
				if (isDisposable(services.getTypeAtLocation(call))) {
					context.report({ node: call, messageId: 'dropped' });
				}
			},
		};
	},
});
