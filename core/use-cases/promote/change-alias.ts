import { nearestWord } from '../../base/nearest-word.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import { normaliseVersion } from '../../formats/prompt/version/version.ts';
import { commitMessage } from '../unit-of-work/commit-message.ts';
import { finishInterruptedChange } from '../unit-of-work/finish-interrupted-change.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { assertWritten } from './assert-written.ts';
import { editRegistry } from '../../formats/registry/edit-registry.ts';
import { findPromotionTarget } from './find-promotion-target.ts';
import type { PromotionTarget } from './find-promotion-target.ts';
import { sealTransition } from '../../formats/registry/hash-chain.ts';
import { openRegistry, writeRegistry } from './open-registry.ts';
import type { OpenRegistry } from './open-registry.ts';
import type { PromoteFailure, Promotion } from './promotion.ts';
import { isPlainName, refusalOfReason, refusalOfRegistry } from './refuse-registry.ts';

/** An alias that is to point to a version, or to nothing any more. */
export interface AliasChange {
	readonly name: string;
	/** A plain name that is neither a stage nor a version. */
	readonly alias: string;
	/** Undefined to remove the alias. */
	readonly version: string | undefined;
	readonly reason: string;
}

/** Why an alias was not changed. Nothing was written. */
export type AliasFailure =
	| PromoteFailure
	| { readonly kind: 'bad-alias'; readonly alias: string }
	| { readonly kind: 'alias-unchanged'; readonly alias: string; readonly version: string }
	| {
			readonly kind: 'unknown-alias';
			readonly alias: string;
			readonly suggestion: string | undefined;
			readonly known: readonly string[];
	  };

/**
 * Sets or removes an alias, as an entry of the same hash chain as the moves, so that `NAME@ALIAS` is as auditable as
 * `NAME@STAGE`. Committed as `alias(code-generator): champion -> 2.0.0`. An alias needs no gate and no approval.
 *
 * @throws The signal's reason when cancelled; once writing has begun it is finished.
 */
export async function changeAlias(
	change: AliasChange,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<Omit<Promotion, 'warnings'>, AliasFailure>> {
	const interrupted = await finishInterruptedChange(ports);
	const open = await openRegistry(change, ports, signal);
	if (!open.ok) return open;
	const target = targetOf(change, open.value);
	if (!target.ok) return target;
	signal.throwIfAborted();

	const { name, alias, reason } = change;
	const { registry, path, by, at } = open.value;
	const { version, from: stage, sha256, registered } = target.value;
	const action = change.version === undefined ? ('remove' as const) : ('set' as const);
	const content = sha256 === undefined ? {} : { prompt_sha256: sha256 };
	const entry = { at, by, version, from: stage, to: stage, reason: reason.trim(), alias: { name: alias, action }, ...content };
	const transition = sealTransition(entry, registry?.value?.transitions.at(-1));
	const text = editRegistry(registry?.text, {
		name,
		kind: open.value.kind,
		pointers: new Map(),
		stages: new Map([[version, stage]]),
		registered: registered === undefined ? [] : [registered],
		transitions: [transition],
		aliases: new Map([[alias, action === 'set' ? version : null]]),
	});
	assertWritten(open.value, text, [transition]);
	const message = commitMessage(`alias(${name}): ${alias} -> ${action === 'set' ? version : 'nothing'}`, reason, [
		['Stagemark-Prompt', `${name}@${version}`],
		['Stagemark-Transition', transition.digest],
	]);
	const applied = await writeRegistry(open.value, { text, message }, ports);
	if (!applied.ok) return applied;
	return succeed({ path, transitions: [transition], applied: applied.value, interrupted });
}

function targetOf(change: AliasChange, open: OpenRegistry): Result<PromotionTarget, AliasFailure> {
	const { name, alias, version, reason } = change;
	const refusal = refusalOfAlias(alias, open) ?? refusalOfReason(reason) ?? refusalOfRegistry(open) ?? refusalOfRemoval(change, open);
	if (refusal !== undefined) return fail(refusal);
	if (open.registry === undefined && open.versions.length === 0) return fail({ kind: 'unknown-name', name, suggestion: undefined });
	const present = aliasesOf(open).get(alias);
	const target = findPromotionTarget({ name, version: version ?? present ?? '' }, open);
	const isUnchanged = target.ok && version !== undefined && target.value.version === present;
	return isUnchanged ? fail({ kind: 'alias-unchanged', alias, version }) : target;
}

function refusalOfAlias(alias: string, { config }: OpenRegistry): AliasFailure | undefined {
	const isTaken = config.stages.includes(alias) || normaliseVersion(alias) !== undefined;
	return isTaken || !isPlainName(alias) ? { kind: 'bad-alias', alias } : undefined;
}

function refusalOfRemoval({ alias, version }: AliasChange, open: OpenRegistry): AliasFailure | undefined {
	const known = [...aliasesOf(open).keys()];
	if (version !== undefined || known.includes(alias)) return undefined;
	return { kind: 'unknown-alias', alias, suggestion: nearestWord(alias, known), known };
}

function aliasesOf({ registry }: OpenRegistry): ReadonlyMap<string, string> {
	return new Map(Object.entries(registry?.value?.aliases ?? {}));
}
