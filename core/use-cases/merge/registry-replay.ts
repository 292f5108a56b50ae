import { ownValue } from '../../base/own-value.ts';
import { stageOf } from './find-merge-conflicts.ts';
import { sealTransition } from '../../formats/registry/hash-chain.ts';
import type { MergeChoices, MergeConflict } from './merge-conflict.ts';
import { originOf } from '../../workspace/registry/registry-history.ts';
import type { Registry, Transition } from '../../formats/registry/registry-file.ts';
import { stageRoles } from '../../formats/registry/stage-roles.ts';
import type { StageRoles } from '../../formats/registry/stage-roles.ts';

/** A chain to which entries of another branch are added, and where they lead. */
export class RegistryReplay {
	readonly #start: Registry;
	readonly #merger: Pick<Transition, 'by' | 'at'>;
	readonly #roles: StageRoles;
	readonly #stages: Map<string, string>;
	readonly #aliases: Map<string, string>;
	#last: Transition | undefined;

	constructor(start: Registry, { config, by, at }: MergeChoices) {
		this.#start = start;
		this.#merger = { at, by };
		this.#roles = stageRoles(config);
		this.#stages = new Map(start.transitions.map(({ version, to }) => [version, to]));
		this.#aliases = new Map(Object.entries(start.aliases ?? {}));
		this.#last = start.transitions.at(-1);
	}

	/** Where a version is by now. */
	stageOf(version: string): string {
		return this.#stages.get(version) ?? this.#roles.initial;
	}

	/** Adds an entry of the other branch. It says where its version comes from here, and which digest it had there. */
	replay(entry: Transition): Transition {
		const { digest, previous, ...content } = entry;
		const from = this.stageOf(entry.version);
		const to = entry.alias === undefined ? entry.to : from;
		return this.#add({ ...content, from, to, replayed_from: originOf({ ...entry, digest, previous }) });
	}

	/** Adds what is needed for one matter to be as on the branch that is kept. */
	settle(conflict: MergeConflict, kept: Registry): readonly Transition[] {
		switch (conflict.kind) {
			case 'alias':
				return this.#settleAlias(conflict.alias, new Map(Object.entries(kept.aliases ?? {})).get(conflict.alias));
			case 'stage':
				return this.#settleStage(conflict.stage, new Map(Object.entries(kept.stages)).get(conflict.stage));
			case 'version':
				return this.#settleVersion(conflict.version, stageOf(kept, conflict.version));
			case 'content':
			case 'details':
			case 'request':
				return [];
		}
	}

	/** Stage pointers that are not what they were at the start. */
	changedPointers(): ReadonlyMap<string, string | null> {
		const holders = new Map<string, string | null>();
		for (const stage of this.#roles.held) {
			const holder = this.#holdersOf(stage)[0];
			const before = Object.hasOwn(this.#start.stages, stage) ? this.#start.stages[stage] : undefined;
			if (holder !== before) holders.set(stage, holder ?? null);
		}
		return holders;
	}

	/** Versions of the start that are in another stage now. */
	changedStages(): ReadonlyMap<string, string> {
		return new Map([...this.#stages].filter(([version, stage]) => ownValue(this.#start.versions, version)?.stage !== stage));
	}

	/** Aliases that are not what they were at the start; null for one that is removed. */
	changedAliases(): ReadonlyMap<string, string | null> {
		const before = new Map(Object.entries(this.#start.aliases ?? {}));
		const names = [...new Set([...before.keys(), ...this.#aliases.keys()])].filter(
			name => before.get(name) !== this.#aliases.get(name),
		);
		return new Map(names.map(name => [name, this.#aliases.get(name) ?? null]));
	}

	#settleAlias(alias: string, version: string | undefined): readonly Transition[] {
		const present = this.#aliases.get(alias);
		const target = version ?? present;
		if (present === version || target === undefined) return [];
		const stage = this.stageOf(target);
		const action = version === undefined ? ('remove' as const) : ('set' as const);
		const reason = `Merged two branches: kept ${alias} ${version === undefined ? 'removed' : `on ${version}`}`;
		return [this.#add({ ...this.#merger, version: target, from: stage, to: stage, reason, alias: { name: alias, action } })];
	}

	#settleStage(stage: string, wanted: string | undefined): readonly Transition[] {
		if (!this.#roles.held.includes(stage)) return [];
		const reason = `Merged two branches: kept ${wanted ?? 'nothing'} in ${stage}`;
		const back = wanted === undefined ? [] : this.#settleVersion(wanted, stage);
		const others = this.#holdersOf(stage).filter(version => version !== wanted);
		return [...back, ...others.map(version => this.#move(version, this.#roles.archive, reason))];
	}

	#settleVersion(version: string, wanted: string): readonly Transition[] {
		if (this.stageOf(version) === wanted) return [];
		return [this.#move(version, wanted, `Merged two branches: kept ${version} in ${wanted}`)];
	}

	#holdersOf(stage: string): readonly string[] {
		return [...this.#stages].filter(([, at]) => at === stage).map(([version]) => version);
	}

	#move(version: string, to: string, reason: string): Transition {
		return this.#add({ ...this.#merger, version, from: this.stageOf(version), to, reason });
	}

	#add(content: Omit<Transition, 'previous' | 'digest'>): Transition {
		const sealed = sealTransition(content, this.#last);
		this.#last = sealed;
		this.#stages.set(sealed.version, sealed.to);
		if (sealed.alias?.action === 'set') this.#aliases.set(sealed.alias.name, sealed.version);
		if (sealed.alias?.action === 'remove') this.#aliases.delete(sealed.alias.name);
		return sealed;
	}
}
