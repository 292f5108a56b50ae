import type { Command } from '../command.ts';

/** Reads all open folders again, for changes that no watcher saw. Takes no arguments. */
export const refresh: Command = {
	id: 'stagemark.refresh',
	needsTrust: false,
	async run({ workspaces }) {
		await Promise.all(workspaces.all.map(model => model.reload()));
	},
};
