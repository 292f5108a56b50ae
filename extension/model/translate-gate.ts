import { withoutUndefined } from '../../core/base/without-undefined.ts';
import type { GateOutcome } from '../../core/formats/registry/registry-file.ts';
import type { Translate } from '../../io/create-translate.ts';

/** A gate outcome as the reader sees it. What is recorded stays English. */
export function translateGate(gate: GateOutcome, translate: Translate): GateOutcome {
	const { observed, threshold, detail } = gate;
	return {
		...gate,
		...withoutUndefined({
			observed: typeof observed === 'string' ? translate(observed) : observed,
			threshold: threshold === undefined ? undefined : translate(threshold),
			detail: detail === undefined ? undefined : translate(detail),
		}),
	};
}
