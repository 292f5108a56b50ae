import { l10n, workspace } from 'vscode';
import { notCancellable } from '../../core/use-cases/unit-of-work/not-cancellable.ts';
import { addFeedback } from '../../core/use-cases/feedback/add-feedback.ts';
import type { FeedbackRequest } from '../../core/use-cases/feedback/add-feedback.ts';
import type { Services } from '../services.ts';
import type { WorkspaceModel } from '../model/workspace-model.ts';

/** Writes what somebody says of an answer beside its run, as the command line does. Only in trusted workspaces. */
export async function rateAnswer(request: FeedbackRequest, model: WorkspaceModel, services: Services): Promise<void> {
	if (!workspace.isTrusted) {
		services.notify.untrusted();
		return;
	}
	const added = await addFeedback(request, model.ports(), notCancellable);
	if (!added.ok) services.notify.failure(added.failure);
	else services.log.info(l10n.t('The feedback on case {0} of {1} is in {2}.', request.case, request.run, added.value.path));
}
