import { l10n } from 'vscode';
import { z } from 'zod';
import { stageRoles } from '../../../core/formats/registry/stage-roles.ts';
import { askReason } from '../../ask/ask-reason.ts';
import { carryOutPromotion } from '../../ask/carry-out-promotion.ts';
import { commandTargetSchema, readArgument } from '../../ask/command-target.ts';
import { pickVersion } from '../../ask/pick-move.ts';
import { pickWorkspace } from '../../ask/pick-workspace.ts';
import type { Command } from '../command.ts';

const argumentSchema = commandTargetSchema.extend({ reason: z.string().optional() });

/** Retires a version: moves it to the last stage, as one commit. Takes one target. */
export const archiveVersion: Command = {
	id: 'stagemark.archiveVersion',
	needsTrust: true,
	async run(services, [argument]) {
		const given = readArgument(argumentSchema, argument);
		const title = l10n.t('Archive Version');
		const model = await pickWorkspace(services, title, given);
		if (model === undefined) return;
		const picked = await pickVersion(services, model, given, title);
		if (picked === undefined) return;
		const { name, version } = picked;
		const facts = await model.load();
		const { archive } = stageRoles(facts.config);
		const held = facts.stagesOf(name, version);
		const prompt =
			held.length === 0
				? l10n.t('Why is {0} archived? The reason stays in the registry and in Git.', `${name}@${version}`)
				: l10n.t('{0} is in {1}, which will then be empty. Why is it archived?', `${name}@${version}`, held.join(', '));
		const reason = given.reason ?? (await askReason({ title, prompt }));
		if (reason === undefined) return;
		await carryOutPromotion({ services, model, judged: new Map() }, { name, version, to: archive, reason });
	},
};
