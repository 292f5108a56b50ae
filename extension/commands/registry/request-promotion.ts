import { commands, l10n } from 'vscode';
import { z } from 'zod';
import type { AskedMove } from '../../../core/use-cases/promote/move.ts';
import type { RequestOutcome } from '../../../core/use-cases/review/promotion-request.ts';
import { requestPromotion as askForPromotion } from '../../../core/use-cases/review/request-promotion.ts';
import { appliedWords } from '../../ask/applied-words.ts';
import { askReason } from '../../ask/ask-reason.ts';
import { commitContent } from '../../ask/commit-content.ts';
import { commandTargetSchema, readArgument } from '../../ask/command-target.ts';
import { pickMove } from '../../ask/pick-move.ts';
import { pickWorkspace } from '../../ask/pick-workspace.ts';
import { promotionPorts } from '../../model/promotion-ports.ts';
import type { WorkspaceModel } from '../../model/workspace-model.ts';
import type { Services } from '../../services.ts';
import type { Command } from '../command.ts';

const argumentSchema = commandTargetSchema.extend({
	to: z.string().optional().describe('A stage of the configuration.'),
	reason: z.string().optional(),
});

/** Asks for a version to be moved to a stage: notes the request with what the gates say now, as one commit. Nothing moves. */
export const requestPromotion: Command = {
	id: 'stagemark.requestPromotion',
	needsTrust: true,
	async run(services, [argument]) {
		const given = readArgument(argumentSchema, argument);
		const title = l10n.t('Request Promotion');
		const model = await pickWorkspace(services, title, given);
		if (model === undefined) return;
		const move = await pickMove(services, model, given, title);
		if (move === undefined) return;
		const { name, version, to } = move;
		const prompt = l10n.t('Why should {0} go to {1}? The reason is kept with the request.', `${name}@${version}`, to);
		const reason = given.reason ?? (await askReason({ title, prompt }));
		if (reason === undefined) return;
		await ask(services, model, { name, version, to, reason });
	},
};

async function ask(services: Services, model: WorkspaceModel, wanted: AskedMove): Promise<void> {
	const asked = await services.notify.withProgress(l10n.t('Request Promotion'), (signal, progress) =>
		askForPromotion(wanted, promotionPorts(services, model, { judged: new Map(), progress }), signal),
	);
	if (!asked.ok) {
		services.notify.failure(
			asked.failure,
			commitContent(asked.failure, () => ask(services, model, { ...wanted, withContent: true })),
		);
		return;
	}
	await model.reload();
	sayRequested(services, model, wanted.name, asked.value);
}

function sayRequested(services: Services, model: WorkspaceModel, name: string, outcome: RequestOutcome): void {
	const { request, missingApprovals, applied } = outcome;
	const { id, version, to } = request;
	const needed =
		missingApprovals === 0
			? l10n.t('No approval is needed for {0}.', to)
			: missingApprovals === 1
				? l10n.t('1 more approval is needed.')
				: l10n.t('{0} more approvals are needed.', missingApprovals);
	const done = l10n.t('Requested as {0}: {1} to {2}.', id, `${name}@${version}`, to);
	services.notify.done([done, needed, appliedWords(applied)].join(' '), {
		title: l10n.t('Show Promotion'),
		run: () => commands.executeCommand('stagemark.showPromotion', { folder: model.folder.uri.toString(), prompt: name, version, to }),
	});
}
