import type { Command } from '../command.ts';

/** Brings the log to the front. Takes no arguments. */
export const showLog: Command = {
	id: 'stagemark.showLog',
	needsTrust: false,
	run({ log }) {
		log.show();
		return Promise.resolve();
	},
};
