import { workspace } from 'vscode';
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
	else services.log.info(`Feedback on case ${request.case} of ${request.run} is in ${added.value.path}.`);
}
