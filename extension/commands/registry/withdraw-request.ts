import { answerOpenRequest } from '../../ask/answer-open-request.ts';
import type { Command } from '../command.ts';

/** Takes back an open request of one's own. Takes one target with `request`. */
export const withdrawRequest: Command = {
	id: 'stagemark.withdrawRequest',
	needsTrust: true,
	run: (services, [argument]) => answerOpenRequest(services, argument, 'withdraw'),
};
