import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { approvalsSection } from './approvals-section.ts';
import { gatesSection } from './gates-section.ts';
import { pageHeader } from './page-header.ts';
import { promotionToolbar } from './promotion-toolbar.ts';
import { verdictBanner } from './verdict-banner.ts';
import type { PromotionView } from './view.ts';
import { writtenSection } from './written-section.ts';

/** One move from its verdict down to the lines it writes. */
export function promotionPage(view: PromotionView): TemplateResult {
	return html`${pageHeader(view.overview)} ${promotionToolbar(view)} ${verdictBanner(view)} ${gatesSection(view)}
	${approvalsSection(view)} ${writtenSection(view)}`;
}
