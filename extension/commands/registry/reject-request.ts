import { answerOpenRequest } from '../../ask/answer-open-request.ts';
import type { Command } from '../command.ts';

/** Rejects an open request with a reason. Takes one target with `request`. */
export const rejectRequest: Command = {
	id: 'stagemark.rejectRequest',
	needsTrust: true,
	run: (services, [argument]) => answerOpenRequest(services, argument, 'reject'),
};
