import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { PromotionOverview } from '../../core/use-cases/review/promotion-overview.ts';
import { localize } from '../shared/localize.ts';
import { moment } from '../shared/moment.ts';
import { person } from '../shared/person.ts';

/** What moves, who wants it and why, and what it takes the place of. */
export function pageHeader(overview: PromotionOverview): TemplateResult {
	const { name, version, to, request, arrival } = overview;
	const reason = arrival?.reason ?? request?.reason;
	return html`<header>
		<h1>${name} ${version} → ${to}</h1>
		<ul class="facts">
			${factsOf(overview).map(fact => html`<li>${fact}</li>`)}
		</ul>
		${reason === undefined ? nothing : html`<blockquote class="reason" aria-label=${localize('Reason')}>“${reason}”</blockquote>`}
	</header>`;
}

type Fact = TemplateResult | string;

function factsOf({ from, to, holder, request, arrival, isRequestOpen }: PromotionOverview): readonly Fact[] {
	if (arrival !== undefined)
		return [html`${localize('moved by')} ${person(arrival.by)}`, moment(arrival.at), `${arrival.from} → ${arrival.to}`];
	const asked: readonly Fact[] =
		request === undefined || !isRequestOpen
			? [localize('not requested yet')]
			: [html`${localize('requested by')} ${person(request.by)}`, moment(request.at)];
	const replaced: Fact =
		holder === undefined
			? localize('{0} is empty', to)
			: holder.since === undefined
				? localize('replaces {0}', holder.version)
				: html`${localize('replaces {0}, in {1} since', holder.version, to)} ${moment(holder.since)}`;
	return [...asked, localize('now in {0}', from), replaced];
}
