import { l10n } from 'vscode';
import { z } from 'zod';
import { commandTargetSchema, readArgument } from '../../ask/command-target.ts';
import { pickMove } from '../../ask/pick-move.ts';
import { pickWorkspace } from '../../ask/pick-workspace.ts';
import type { Command } from '../command.ts';

const argumentSchema = commandTargetSchema.extend({ to: z.string().optional().describe('A stage of the configuration.') });

/** Opens a move to a stage on one page: gates, approvals, what stands in the way, what it writes. Takes one target. */
export const showPromotion: Command = {
	id: 'stagemark.showPromotion',
	needsTrust: false,
	async run(services, [argument]) {
		const given = readArgument(argumentSchema, argument);
		const title = l10n.t('Show Promotion');
		const model = await pickWorkspace(services, title, given);
		if (model === undefined) return;
		const move = await pickMove(services, model, given, title);
		if (move === undefined) return;
		const { name, version, to } = move;
		services.showPanel({ kind: 'promotion', folder: model.folder.uri.toString(), name, version, to });
	},
};
