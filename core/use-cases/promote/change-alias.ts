import { nearestWord } from '../../base/text/nearest-word.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import { normaliseVersion } from '../../formats/prompt/version/version.ts';
import type { Change } from '../unit-of-work/change.ts';
import type { Written } from '../unit-of-work/unit-of-work.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { sealTransition } from '../../formats/registry/hash-chain.ts';
import { changeRegistry } from './change-registry.ts';
import { findVersion } from './find-version.ts';
import type { FoundVersion, PlannedMove, RegisteredName } from './move.ts';
import type { PromoteFailure } from './promote-failure.ts';
import { registryChange } from './registry-change.ts';
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
): Promise<Result<Written<AliasPlan>, AliasFailure>> {
	return await changeRegistry(change, open => Promise.resolve(planAlias(change, open)), ports, signal);
}

/** The entry that an alias change adds, and the file it is in. */
type AliasPlan = Change & Pick<PlannedMove, 'path' | 'transitions'>;

function planAlias(change: AliasChange, open: RegisteredName): Result<AliasPlan, AliasFailure> {
	const target = targetOf(change, open);
	if (!target.ok) return target;
	const { name, alias, reason } = change;
	const { registry, path, by, at } = open;
	const { version, from: stage, sha256, registered } = target.value;
	const action = change.version === undefined ? ('remove' as const) : ('set' as const);
	const content = sha256 === undefined ? {} : { prompt_sha256: sha256 };
	const entry = { at, by, version, from: stage, to: stage, reason: reason.trim(), alias: { name: alias, action }, ...content };
	const transition = sealTransition(entry, registry?.value?.transitions.at(-1));
	const edit = {
		stages: new Map([[version, stage]]),
		registered: registered === undefined ? [] : [registered],
		transitions: [transition],
		aliases: new Map([[alias, action === 'set' ? version : null]]),
	};
	const subject = `alias(${name}): ${alias} -> ${action === 'set' ? version : 'nothing'}`;
	return succeed({ path, transitions: [transition], ...registryChange(open, edit, { subject, reason, version }) });
}

function targetOf(change: AliasChange, open: RegisteredName): Result<FoundVersion, AliasFailure> {
	const { name, alias, version, reason } = change;
	const refusal = refusalOfAlias(alias, open) ?? refusalOfReason(reason) ?? refusalOfRegistry(open) ?? refusalOfRemoval(change, open);
	if (refusal !== undefined) return fail(refusal);
	if (open.registry === undefined && open.versions.length === 0) return fail({ kind: 'unknown-name', name, suggestion: undefined });
	const present = aliasesOf(open).get(alias);
	const target = findVersion({ name, version: version ?? present ?? '' }, open);
	const isUnchanged = target.ok && version !== undefined && target.value.version === present;
	return isUnchanged ? fail({ kind: 'alias-unchanged', alias, version }) : target;
}

function refusalOfAlias(alias: string, { config }: RegisteredName): AliasFailure | undefined {
	const isTaken = config.stages.includes(alias) || normaliseVersion(alias) !== undefined;
	return isTaken || !isPlainName(alias) ? { kind: 'bad-alias', alias } : undefined;
}

function refusalOfRemoval({ alias, version }: AliasChange, open: RegisteredName): AliasFailure | undefined {
	const known = [...aliasesOf(open).keys()];
	if (version !== undefined || known.includes(alias)) return undefined;
	return { kind: 'unknown-alias', alias, suggestion: nearestWord(alias, known), known };
}

function aliasesOf({ registry }: RegisteredName): ReadonlyMap<string, string> {
	return new Map(Object.entries(registry?.value?.aliases ?? {}));
}
