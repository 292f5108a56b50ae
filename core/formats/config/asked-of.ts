import { canonicalJson } from '../../base/canonical-json.ts';
import { matchesGlob } from '../../base/match-glob.ts';
import { ownValue } from '../../base/own-value.ts';
import { withoutUndefined } from '../../base/without-undefined.ts';
import type { GateRule } from './gates/gate-rule.ts';
import type { PromotionEntry, StagePromotion, WrittenRequirement } from './promotion-config.ts';

/** What moves, as far as the entries of `for:` ask about it. */
export interface AskedSubject {
	readonly name: string;
	readonly kind: 'model' | 'pipeline' | 'prompt';
	/** Those of the version that moves; undefined when its file cannot be read, so that nobody knows them. */
	readonly tags: readonly string[] | undefined;
}

/** Everything a stage asks of one version. */
export interface Asked {
	readonly require: readonly WrittenRequirement[];
	readonly gates: readonly GateRule[];
	/** How many different people must approve; 0 when nobody has to. */
	readonly approvals: number;
	/** Patterns of addresses, `*` for anything; empty when anybody may approve. */
	readonly approvers: readonly string[];
}

/**
 * What a move to `stage` requires of this subject: each key comes from the last entry of `for:` that matches and has it, else from the
 * stage, and lists replace. What `always:` asks for comes on top, whatever an entry says. Nothing for a stage that is not configured.
 *
 * Where the tags are not known, an entry that asks for tags may match or not. Then both are asked: lists are joined, and the larger
 * number of approvals counts.
 */
export function askedOf(promotion: Readonly<Record<string, StagePromotion>>, stage: string, subject: AskedSubject): Asked {
	const { require = [], gates = [], approvals = 0, approvers = [], always: floor = [], ...written } = ownValue(promotion, stage) ?? {};
	const ofStage: Asked = { require, gates, approvals, approvers };
	const asked = (written.for ?? []).reduce((before, entry) => withEntry(before, entry, matchOf(entry, subject)), ofStage);
	return {
		...asked,
		require: unique([...floor.filter(isRequirement), ...asked.require]),
		gates: unique([...floor.filter(isRule), ...asked.gates]),
	};
}

function withEntry(before: Asked, entry: PromotionEntry, match: Match): Asked {
	if (match === 'no') return before;
	const given = withoutUndefined({
		require: entry.require,
		gates: entry.gates,
		approvals: entry.approvals,
		approvers: entry.approvers,
	});
	const after: Asked = { ...before, ...given };
	if (match === 'yes') return after;
	return {
		...after,
		require: unique([...before.require, ...after.require]),
		gates: unique([...before.gates, ...after.gates]),
		approvals: Math.max(before.approvals, after.approvals),
	};
}

type Match = 'no' | 'unknown' | 'yes';

/** True when what is asked of a version of this name and kind may depend on its tags. */
export function dependsOnTags(
	promotion: Readonly<Record<string, StagePromotion>>,
	stage: string,
	subject: Pick<AskedSubject, 'kind' | 'name'>,
): boolean {
	const entries = ownValue(promotion, stage)?.for ?? [];
	return entries.some(entry => matchOf(entry, { ...subject, tags: undefined }) === 'unknown');
}

/** All keys of an entry must match, each by any of its values. */
export function matchOf({ names, kinds, tags }: PromotionEntry, subject: AskedSubject): Match {
	if (names?.some(pattern => matchesGlob(subject.name, pattern.normalize('NFC'))) === false) return 'no';
	if (kinds?.includes(subject.kind) === false) return 'no';
	if (tags === undefined) return 'yes';
	if (subject.tags === undefined) return 'unknown';
	return tags.some(tag => subject.tags?.includes(tag)) ? 'yes' : 'no';
}

type Floor = NonNullable<StagePromotion['always']>[number];

function isRequirement(asked: Floor): asked is WrittenRequirement {
	return typeof asked === 'string' || 'metadata-complete' in asked;
}

function isRule(asked: Floor): asked is GateRule {
	return !isRequirement(asked);
}

function unique<Item>(items: readonly Item[]): readonly Item[] {
	return [...new Map(items.map(item => [canonicalJson(item), item])).values()];
}
