import type { GateOutcome } from '../../core/formats/registry/registry-file.ts';
import { localize } from './localize.ts';

/** What a gate came to, in the language of the editor. */
export function gateOutcomeWord(outcome: GateOutcome['outcome']): string {
	switch (outcome) {
		case 'passed':
			return localize('passed');
		case 'failed':
			return localize('failed');
		case 'inconclusive':
			return localize('inconclusive');
		case 'skipped':
			return localize('skipped');
	}
}
