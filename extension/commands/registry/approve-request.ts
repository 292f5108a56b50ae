import { l10n } from 'vscode';
import { answerOpenRequest } from '../../ask/answer-open-request.ts';
import type { Command } from '../command.ts';

/** Approves an open request in the name of the person that Git knows here. Takes one target with `request`. */
export const approveRequest: Command = {
	id: 'stagemark.approveRequest',
	needsTrust: true,
	run: (services, [argument]) =>
		answerOpenRequest(services, argument, {
			verdict: 'approve',
			title: l10n.t('Approve Request'),
			question: (subject, stage) =>
				l10n.t('Why do you approve {0} for {1}? The comment is kept with the approval and may be empty.', subject, stage),
			done: (subject, stage) => l10n.t('You approved {0} for {1}.', subject, stage),
		}),
};
