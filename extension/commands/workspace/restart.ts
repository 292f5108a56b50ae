import type { Command } from '../command.ts';

/** Stops the language server and everything else of ours and starts it again. Takes no arguments. */
export const restart: Command = {
	id: 'stagemark.restart',
	needsTrust: false,
	async run(services) {
		await services.restart();
	},
};
