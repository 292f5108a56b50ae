import { l10n } from 'vscode';
import { answerOpenRequest } from '../../ask/answer-open-request.ts';
import type { Command } from '../command.ts';

/** Takes back an open request of one's own. Takes one target with `request`. */
export const withdrawRequest: Command = {
	id: 'stagemark.withdrawRequest',
	needsTrust: true,
	run: (services, [argument]) =>
		answerOpenRequest(services, argument, {
			verdict: 'withdraw',
			title: l10n.t('Withdraw Request'),
			question: (subject, stage) =>
				l10n.t('Why is {0} no longer wanted in {1}? The reason is kept with the request.', subject, stage),
			done: (subject, stage) => l10n.t('You withdrew the request for {0} in {1}.', subject, stage),
		}),
};
