import { isHeldBack } from '../../core/formats/registry/is-held-back.ts';
import type { GateOutcome } from '../../core/formats/registry/registry-file.ts';
import type { Translate } from '../../io/create-translate.ts';
import { translateGate } from './translate-gate.ts';

const marks: Readonly<Record<GateOutcome['outcome'], string>> = { passed: '✓', failed: '✗', inconclusive: '?', skipped: '–' };

/** Gate outcomes in plain text for a dialog: a line each, with the reason below what keeps the version where it is. */
export function gatePreview(gates: readonly GateOutcome[], translate: Translate): readonly string[] {
	return gates.map(recorded => {
		const { gate, outcome, observed, threshold, detail } = translateGate(recorded, translate);
		const facts = [observed === undefined ? '' : String(observed), threshold === undefined ? '' : `(${threshold})`].filter(
			part => part !== '',
		);
		const line = `${marks[outcome]} ${gate}${facts.length === 0 ? '' : `: ${facts.join(' ')}`}`;
		return isHeldBack({ outcome }) && detail !== undefined ? `${line}\n${detail.replaceAll(/^/gm, '    ')}` : line;
	});
}
