import type { PromotionOverview } from '../../core/use-cases/review/promotion-overview.ts';
import { element } from '../shared/element.ts';
import type { Child } from '../shared/element.ts';
import { localize } from '../shared/localize.ts';
import { moment } from '../shared/moment.ts';
import { person } from '../shared/person.ts';

/** What moves, who wants it and why, and what it takes the place of. */
export function pageHeader(overview: PromotionOverview): HTMLElement {
	const { name, version, to, request, arrival } = overview;
	const reason = arrival?.reason ?? request?.reason;
	return element(
		'header',
		{},
		element('h1', {}, `${name} ${version} → ${to}`),
		element('ul', { class: 'facts' }, ...factsOf(overview).map(fact => element('li', {}, ...fact))),
		reason !== undefined && element('blockquote', { class: 'reason', 'aria-label': localize('Reason') }, `“${reason}”`),
	);
}

function factsOf({ from, to, holder, request, arrival, isRequestOpen }: PromotionOverview): readonly (readonly Child[])[] {
	if (arrival !== undefined)
		return [[localize('moved by'), ' ', person(arrival.by)], [moment(arrival.at)], [`${arrival.from} → ${arrival.to}`]];
	const asked: readonly (readonly Child[])[] =
		request === undefined || !isRequestOpen
			? [[localize('not requested yet')]]
			: [[localize('requested by'), ' ', person(request.by)], [moment(request.at)]];
	const replaced: readonly Child[] =
		holder === undefined
			? [localize('{0} is empty', to)]
			: holder.since === undefined
				? [localize('replaces {0}', holder.version)]
				: [localize('replaces {0}, in {1} since', holder.version, to), ' ', moment(holder.since)];
	return [...asked, [localize('now in {0}', from)], replaced];
}
