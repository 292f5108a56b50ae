import { ESLintUtils } from '@typescript-eslint/utils';

/** True when the type has a callable, argument-free `dispose`. */
function isDisposable(type, checker) {
	return type.isUnion() ? type.types.some(part => isDisposable(part, checker)) : type.getProperty('dispose') !== undefined;
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
		messages: { dropped: 'This call returns a Disposable that is dropped. Add it to the owner’s DisposableStore.' },
	},
	defaultOptions: [],
	create(context) {
		const services = ESLintUtils.getParserServices(context);
		const checker = services.program.getTypeChecker();
		return {
			ExpressionStatement(node) {
				const call = node.expression;
				if (call.type !== 'CallExpression') return;
				// VS Code events take (listener, thisArg, disposables[]): a third argument keeps the result.
				if (call.arguments.length >= 3) return;
				// `store.add(listener)` passes ownership on and may return its argument.
				if (call.arguments.some(argument => isDisposable(services.getTypeAtLocation(argument), checker))) return;
				if (isDisposable(services.getTypeAtLocation(call), checker)) {
					context.report({ node: call, messageId: 'dropped' });
				}
			},
		};
	},
});
