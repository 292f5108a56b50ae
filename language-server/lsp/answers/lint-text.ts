import { ErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { CancellationToken, Disposable } from 'vscode-languageserver/node';
import { lintTextParamsSchema, lintTextRequest } from '../../../core/judging/gates/parts/lint-text-request.ts';
import type { LintFinding } from '../../../core/judging/gates/gate.ts';
import type { Session } from '../session.ts';
import { withAbortSignal } from '../with-abort-signal.ts';

/** Answers `stagemark/lintText`: the findings of a text in the place of a file, whether that is open or not. */
export function answerLintText({ connection, folders }: Session): Disposable {
	return connection.onRequest(lintTextRequest, (params: unknown, token: CancellationToken) => {
		const asked = lintTextParamsSchema.safeParse(params);
		const served = asked.success ? folders.find(asked.data.uri) : undefined;
		if (!asked.success || served === undefined) {
			return new ResponseError(
				ErrorCodes.InvalidParams,
				`${lintTextRequest} takes the text and the URI of a file in a folder that is open.`,
			);
		}
		return withAbortSignal(token, async (signal): Promise<readonly LintFinding[]> => {
			const found = await served.folder.service.diagnoseText(served.path, asked.data.text, signal);
			return found.map(({ rule, severity, message, range }) => ({ rule, severity, message, range }));
		});
	});
}
