import type { TimelineEntry } from '../../core/formats/registry/timeline.ts';
import { localize } from '../shared/localize.ts';

/** What happened, in a few words that end in nothing, because a time and a person follow. */
export function entryWords(entry: TimelineEntry): string {
	const { kind, version, to } = entry;
	switch (kind) {
		case 'move':
			return `${version}  ${entry.transition?.value.from ?? '?'} → ${to}`;
		case 'alias':
			return aliasWords(entry);
		case 'request':
			return localize('{0} requested for {1} ({2})', version, to, requestStatus(entry.request?.status));
		case 'approval':
			return localize('{0} approved for {1}', version, to);
		case 'rejection':
			return localize('{0} rejected for {1}', version, to);
		case 'withdrawal':
			return localize('request of {0} for {1} withdrawn', version, to);
	}
}

function aliasWords({ version, transition }: TimelineEntry): string {
	const alias = transition?.value.alias;
	return alias?.action === 'set'
		? localize('alias {0} → {1}', alias.name, version)
		: localize('alias {0} removed from {1}', alias?.name ?? '?', version);
}

function requestStatus(status: NonNullable<TimelineEntry['request']>['status'] | undefined): string {
	switch (status) {
		case 'approved':
			return localize('approved, not carried out yet');
		case 'done':
			return localize('carried out');
		case 'rejected':
			return localize('rejected');
		case 'withdrawn':
			return localize('withdrawn');
		case 'pending':
		case undefined:
			return localize('waits for reviews');
	}
}
