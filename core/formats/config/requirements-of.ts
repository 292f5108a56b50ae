import { askedOf } from './asked-of.ts';
import type { AskedSubject } from './asked-of.ts';
import type { GateRule } from './gates/gate-rule.ts';
import type { RequirementName, StagePromotion, WrittenRequirement } from './promotion-config.ts';

/** The fields that must have a value, by kind; a kind that is not named has those of the gate. */
export interface RequiredFields {
	readonly model: readonly string[] | undefined;
	readonly pipeline: readonly string[] | undefined;
	readonly prompt: readonly string[] | undefined;
}

/** One thing a stage requires: an entry of `require:`, of `gates:` or of `always:`. */
export type GateRequirement =
	| { readonly kind: 'named'; readonly name: RequirementName; readonly fields: RequiredFields | undefined }
	| { readonly kind: 'rule'; readonly rule: GateRule };

/** Everything a move of this subject to `stage` requires beside approvals; nothing for a stage that the configuration does not name. */
export function requirementsOf(
	promotion: Readonly<Record<string, StagePromotion>>,
	stage: string,
	subject: AskedSubject,
): readonly GateRequirement[] {
	const { require, gates } = askedOf(promotion, stage, subject);
	return [...require.map(named), ...gates.map((rule): GateRequirement => ({ kind: 'rule', rule }))];
}

function named(entry: WrittenRequirement): GateRequirement {
	if (typeof entry === 'string') return { kind: 'named', name: entry, fields: undefined };
	const { fields, model_fields: model, pipeline_fields: pipeline } = entry['metadata-complete'];
	return { kind: 'named', name: 'metadata-complete', fields: { model, pipeline, prompt: fields } };
}
