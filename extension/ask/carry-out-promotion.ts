import { l10n } from 'vscode';
import { promoteVersion } from '../../core/use-cases/promote/promote-version.ts';
import type { AskedMove } from '../../core/use-cases/promote/move.ts';
import type { Services } from '../services.ts';
import { promotionPorts } from '../model/promotion-ports.ts';
import type { JudgedGates } from '../model/promotion-ports.ts';
import { commitContent } from './commit-content.ts';
import { sayMoved } from './say-moved.ts';
import type { WorkspaceModel } from '../model/workspace-model.ts';

/** What a promotion is carried out with. */
export interface PromotionSetting {
	readonly services: Services;
	readonly model: WorkspaceModel;
	/** What the user was shown of the gates; it is what is recorded. */
	readonly judged: JudgedGates;
}

/** Moves a version as it was agreed, with progress and cancel, and tells the user what became of it. */
export async function carryOutPromotion(setting: PromotionSetting, request: AskedMove): Promise<void> {
	const { services, model, judged } = setting;
	const promoted = await services.notify.withProgress(l10n.t('Promoting'), (signal, progress) =>
		promoteVersion(request, promotionPorts(services, model, { judged, progress }), signal),
	);
	if (promoted.ok) await sayMoved(services, model, request.name, promoted.value);
	else
		services.notify.failure(
			promoted.failure,
			commitContent(promoted.failure, () => carryOutPromotion(setting, { ...request, withContent: true })),
		);
}
