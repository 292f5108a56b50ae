import { l10n } from 'vscode';
import { answerOpenRequest } from '../../ask/answer-open-request.ts';
import type { Command } from '../command.ts';

/** Rejects an open request with a reason. Takes one target with `request`. */
export const rejectRequest: Command = {
	id: 'stagemark.rejectRequest',
	needsTrust: true,
	run: (services, [argument]) =>
		answerOpenRequest(services, argument, {
			verdict: 'reject',
			title: l10n.t('Reject Request'),
			question: (subject, stage) => l10n.t('Why do you reject {0} for {1}? The reason is kept with the request.', subject, stage),
			done: (subject, stage) => l10n.t('You rejected {0} for {1}.', subject, stage),
		}),
};
