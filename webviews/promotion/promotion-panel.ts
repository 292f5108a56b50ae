import type { Panel } from '../shared/panel.ts';
import { restorePlace } from '../shared/restore-place.ts';
import type { ReaderPlace } from '../shared/restore-place.ts';
import { promotionPage } from './promotion-page.ts';
import type { PromotionPanelMessage, PromotionPanelState, PromotionState, PromotionSubject } from './protocol.ts';
import type { PromotionView } from './view.ts';

interface PromotionTypes {
	readonly subject: PromotionSubject;
	readonly shown: Extract<PromotionState, { kind: 'promotion' }>;
	readonly view: ReaderPlace;
	readonly message: PromotionPanelMessage;
	readonly page: PromotionView;
}

/** One move of one version to one stage. */
export const promotionPanel: Panel<PromotionTypes> = {
	name: 'promotion',
	restore: restorePlace,
	keep: (subject, { scrollTop }): PromotionPanelState => ({ subject, scrollTop }),
	pageOf: (shown, { post }) => ({ ...shown, post }),
	draw: promotionPage,
	isSettled: ({ gates }) => gates.kind !== 'running',
};
