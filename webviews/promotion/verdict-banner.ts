import { isHeldBack } from '../../core/formats/registry/is-held-back.ts';
import type { FailureDescription } from '../../core/base/words-of-failure.ts';
import { element } from '../shared/element.ts';
import type { Child } from '../shared/element.ts';
import { icon } from '../shared/icon.ts';
import { localize } from '../shared/localize.ts';
import { moment } from '../shared/moment.ts';
import { person } from '../shared/person.ts';
import { canPromote } from './view.ts';
import type { PromotionView } from './view.ts';

/** Whether it can be promoted, and if not, everything that is in the way, in the words of the command line. */
export function verdictBanner(view: PromotionView): HTMLElement {
	return element('div', { class: 'verdict' }, verdict(view), closedRequest(view), restricted(view));
}

function verdict(view: PromotionView): HTMLElement {
	const { overview, gates } = view;
	const { arrival, to, obstacles } = overview;
	if (arrival !== undefined) {
		const marks = [
			...(arrival.override === true
				? [localize('This is an override: the version did not meet the requirements of the stage.')]
				: []),
			...(arrival.rollback === true ? [localize('This is a rollback to an earlier version.')] : []),
		];
		const tone = arrival.override === true ? 'warn' : 'good';
		return banner(tone, [element('p', {}, element('strong', {}, localize('It is in {0}.', to)), ' ', marks.join(' '))]);
	}
	if (canPromote(view)) {
		return banner('good', [
			element('p', {}, element('strong', {}, localize('Can be promoted.')), ' ', localize('Nothing is in the way.')),
		]);
	}
	if (gates.kind === 'running' && obstacles.length === 0) {
		return banner('info', [
			element('p', {}, localize('Gates are running. Their result decides whether this version can be promoted.')),
		]);
	}
	const stopped = gates.kind === 'stopped' ? [element('li', {}, localize('The gates were stopped before they finished.'))] : [];
	return banner('warn', [
		element('p', {}, element('strong', {}, localize('Cannot be promoted yet.')), ' ', overrideWords(view)),
		element('ul', {}, ...obstacles.map(obstacle => obstacleLine(obstacle, view)), ...stopped),
	]);
}

function overrideWords({ overview }: PromotionView): string {
	return overview.canOverride ? localize('An override needs a reason and stays visible in the history.') : '';
}

/** What the table of gates says in detail is not said twice. */
function obstacleLine({ what, why, action }: FailureDescription, { gates }: PromotionView): HTMLElement {
	const isAboutGates = gates.kind === 'done' && gates.gates.some(isHeldBack) && why.includes('\n');
	const held = gates.kind === 'done' ? gates.gates.filter(isHeldBack).map(({ gate }) => gate) : [];
	const isOneGate = held.length > 0 && held.every(gate => why.includes(gate));
	const reason = isAboutGates || isOneGate ? `${held.join(', ')}.` : why;
	return element('li', {}, element('strong', {}, what), ' ', reason, ' ', element('span', { class: 'advice' }, action));
}

/** What became of the last request, when it is closed and nothing has moved. */
function closedRequest({ overview }: PromotionView): HTMLElement | undefined {
	const { request, isRequestOpen, arrival } = overview;
	if (request === undefined || isRequestOpen || arrival !== undefined) return undefined;
	const rejection = request.reviews.findLast(({ verdict: said }) => said === 'reject');
	if (request.status === 'rejected' && rejection !== undefined) {
		const words: readonly Child[] = [
			localize('An earlier request was rejected by'),
			' ',
			person(rejection.by),
			', ',
			moment(rejection.at),
		];
		return banner('info', [element('p', {}, ...words, rejection.comment === undefined ? '.' : `: “${rejection.comment}”`)]);
	}
	if (request.withdrawn === undefined) return undefined;
	const { by, at, reason } = request.withdrawn;
	return banner('info', [
		element('p', {}, localize('An earlier request was withdrawn by'), ' ', person(by), ', ', moment(at), `: “${reason}”`),
	]);
}

function restricted({ isTrusted }: PromotionView): HTMLElement | false {
	return (
		!isTrusted &&
		banner('info', [element('p', {}, localize('Restricted Mode is for viewing only. Trust the workspace to make changes.'))])
	);
}

function banner(tone: 'good' | 'warn' | 'info', children: readonly Child[]): HTMLElement {
	const sign = { good: 'better', warn: 'warning', info: 'waiting' } as const;
	return element(
		'section',
		{ class: `banner banner-${tone}`, role: 'status', 'aria-label': localize('Verdict') },
		icon(sign[tone]),
		element('div', {}, ...children),
	);
}
