import { l10n } from 'vscode';
import { z } from 'zod';
import { describeFailure } from '../../../core/words/describe-failure.ts';
import type { AskedMove } from '../../../core/use-cases/promote/move.ts';
import { prepareMove } from '../../../core/use-cases/promote/prepare-move.ts';
import type { PromoteFailure } from '../../../core/use-cases/promote/promote-failure.ts';
import { askPromotionReason } from '../../ask/ask-reason.ts';
import { carryOutPromotion } from '../../ask/carry-out-promotion.ts';
import type { PromotionSetting } from '../../ask/carry-out-promotion.ts';
import { commitContent } from '../../ask/commit-content.ts';
import { commandTargetSchema, readArgument } from '../../ask/command-target.ts';
import { gatePreview } from '../../model/gate-preview.ts';
import { pickMove } from '../../ask/pick-move.ts';
import { pickWorkspace } from '../../ask/pick-workspace.ts';
import { promotionPorts } from '../../model/promotion-ports.ts';
import { promotionPreview } from '../../model/promotion-preview.ts';
import type { WorkspaceModel } from '../../model/workspace-model.ts';
import type { Services } from '../../services.ts';
import type { Command } from '../command.ts';

/** A target, where it goes, and why. An experiment in the target is the evidence; without one it is found by content. */
const argumentSchema = commandTargetSchema.extend({
	to: z.string().optional().describe('A stage of the configuration.'),
	reason: z.string().optional(),
	override: z.boolean().optional().describe('Goes ahead although gates are not passed; the reason says why.'),
	skipPreview: z.boolean().optional().describe('The caller has shown what will be written.'),
});

type Argument = z.output<typeof argumentSchema>;

/** Moves a version of a prompt to a stage, with its reason and evidence, as one commit. Shows first what will be written. */
export const promote: Command = {
	id: 'stagemark.promote',
	needsTrust: true,
	async run(services, [argument]) {
		const given = readArgument(argumentSchema, argument);
		const model = await pickWorkspace(services, l10n.t('Promote'), given);
		if (model === undefined) return;
		const asked = await askRequest(services, model, given);
		if (asked === undefined) return;
		const promotion: PromotionSetting = { services, model, judged: new Map() };
		if (given.skipPreview === true) await carryOutPromotion(promotion, asked);
		else await promoteAfterPreview(promotion, asked);
	},
};

async function promoteAfterPreview(promotion: PromotionSetting, asked: AskedMove): Promise<void> {
	const request = await confirmRequest(promotion, asked);
	if (request !== undefined) await carryOutPromotion(promotion, request);
}

async function askRequest(services: Services, model: WorkspaceModel, given: Argument): Promise<AskedMove | undefined> {
	const move = await pickMove(services, model, given, l10n.t('Promote'));
	if (move === undefined) return undefined;
	const { name, version, to, experiment } = move;
	const reason =
		given.reason ?? (await askPromotionReason({ subject: `${name}@${version}`, stage: to, isOverride: false, value: undefined }));
	if (reason === undefined) return undefined;
	const override = given.override === undefined ? {} : { override: given.override };
	return { name, version, to, reason, ...override, ...(experiment === undefined ? {} : { evidence: { experiment } }) };
}

/** Plans the promotion and shows the plan with what the gates said. They are overridden only when the user says so, and why. */
async function confirmRequest(promotion: PromotionSetting, request: AskedMove): Promise<AskedMove | undefined> {
	const { services, model, judged } = promotion;
	const prepared = await services.notify.withProgress(l10n.t('Preparing the promotion'), (signal, progress) =>
		prepareMove(request, promotionPorts(services, model, { judged, progress }), signal),
	);
	const { name, version, to } = request;
	if (!prepared.ok) {
		const overriding = await askOverride(promotion, request, prepared.failure);
		return overriding && confirmRequest(promotion, overriding);
	}
	const question = l10n.t('Promote {0} to {1}?', `${name}@${version}`, to);
	return (await services.notify.confirm(question, promotionPreview(prepared.value, services.translate), l10n.t('Promote')))
		? request
		: undefined;
}

/** Shows what stands against the move. The same request, to be overridden, for the reason the user gives for that. */
async function askOverride(promotion: PromotionSetting, request: AskedMove, failure: PromoteFailure): Promise<AskedMove | undefined> {
	const { services } = promotion;
	const { name, version, to } = request;
	if (failure.kind !== 'gates-failed' && failure.kind !== 'approvals-missing') {
		services.notify.failure(
			failure,
			commitContent(failure, () => promoteAfterPreview(promotion, { ...request, withContent: true })),
		);
		return undefined;
	}
	const detail =
		failure.kind === 'gates-failed'
			? [...gatePreview(failure.gates, services.translate), '', l10n.t('The transition will record this and the override.')].join(
					'\n',
				)
			: [services.translate(describeFailure(failure).why), '', l10n.t('The transition will record this and the override.')].join(
					'\n',
				);
	const isSure = await services.notify.confirm(l10n.t('Promote despite the requirements of {0}?', to), detail, l10n.t('Override'));
	if (!isSure) return undefined;
	const reason = await askPromotionReason({ subject: `${name}@${version}`, stage: to, isOverride: true, value: request.reason });
	return reason === undefined ? undefined : { ...request, reason, override: true };
}
