import { answerOpenRequest } from '../../ask/answer-open-request.ts';
import type { Command } from '../command.ts';

/** Approves an open request in the name of the person that Git knows here. Takes one target with `request`. */
export const approveRequest: Command = {
	id: 'stagemark.approveRequest',
	needsTrust: true,
	run: (services, [argument]) => answerOpenRequest(services, argument, 'approve'),
};
