import type { Problem } from '../../base/problem.ts';
import type { Config } from '../../formats/config/config.ts';
import type { RegisteredVersion } from '../../formats/registry/edit-registry.ts';
import type { SealedRun } from '../../formats/registry/evidence-runs.ts';
import type { GateOutcome, ParsedRegistry, RegistryKind, Transition } from '../../formats/registry/registry-file.ts';
import type { ApprovalPeople } from '../../judging/approvals/check-approvals.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Subject } from '../../workspace/subject.ts';
import type { Work } from '../unit-of-work/begin-work.ts';
import type { Change, CommittedAsItIs, FileChange } from '../unit-of-work/change.ts';
import type { Written } from '../unit-of-work/unit-of-work.ts';

/*
 * A move of a version to a stage is one record that grows: asked, found, judged, planned, written. Each state holds all of the one
 * before it, so that a function says by its parameter how far the move must be.
 */

/** Asked: one version of one name to one stage. */
export interface AskedMove {
	readonly name: string;
	/** `2.3` reads as `2.3.0`. Once found, as the registry file spells it. */
	readonly version: string;
	/** A stage of the configuration, as it is spelled there. */
	readonly to: string;
	/** Empty for a move that is only looked at. */
	readonly reason: string;
	/** The evidence; what is not given is found by the content hash of the version among the recorded runs. */
	readonly evidence?: { readonly experiment?: string; readonly runs?: readonly string[] };
	/** Goes ahead although gates are not passed or approvals are missing; kept in the transition together with what was not. */
	readonly override?: boolean;
	/** Commits the content in the same commit where no commit has it; without this such a move is refused. */
	readonly withContent?: boolean;
	/** Brings back a version that held the stage before, for which gates and approvals were met then; kept in the transition. */
	readonly rollback?: boolean;
}

/**
 * A name and its registry file at one moment: what everything that reads or adds an entry goes by. Whoever adds one has signed it;
 * `By` is wider for who only looks.
 */
export interface RegisteredName<By extends string | undefined = string> extends Pick<Work, 'index' | 'state'> {
	readonly name: string;
	readonly config: Config;
	/** What is wrong in stagemark.yaml. Whatever it is, a requirement may be lost in it. */
	readonly configProblems: readonly Problem[];
	/** Where the registry file of the name is or will be. */
	readonly path: WorkspacePath;
	/** The file as it is; undefined when there is none yet. */
	readonly registry: ParsedRegistry | undefined;
	/** What the name is; a name that nothing has yet counts as a prompt. */
	readonly kind: RegistryKind;
	/** Every version whose content can be read, also from Git history. */
	readonly versions: readonly (Pick<Subject, 'path' | 'contentHash'> &
		Partial<Pick<Subject, 'members' | 'tags'>> & { readonly version: string })[];
	/** `Name <email>`; undefined when Git has no identity. */
	readonly by: By;
	/** ISO 8601 in UTC. */
	readonly at: string;
}

/** A version, and where it stands. */
export interface FoundVersion {
	/** As the registry file spells it, normalised for a version that is new there. */
	readonly version: string;
	readonly from: string;
	/** Canonical content hash; undefined when neither a file nor the registry knows one. */
	readonly sha256: string | undefined;
	/** How the version is entered in the registry file; undefined when it is there. */
	readonly registered: RegisteredVersion | undefined;
}

/** The runs that speak for a version. */
export interface Evidence {
	readonly experiment: string | undefined;
	readonly runs: readonly SealedRun[];
	/** Run records that cannot be read and may be evidence too, each in words with its path. */
	readonly unread: readonly string[];
}

/** Found: the version is known, and so are the runs that speak for it. */
export interface FoundMove<By extends string | undefined = string> extends AskedMove, RegisteredName<By>, FoundVersion {
	/** The evidence that the move would be recorded with. */
	readonly basis: Evidence;
}

/** Judged: gates were asked, and Git was asked for authors and reviewers. */
export interface JudgedMove extends FoundMove {
	readonly people: ApprovalPeople;
	/** What every gate of the stage said; empty for a stage without gates, and for a rollback. */
	readonly gates: readonly GateOutcome[];
	/** Files with the content of the version that go into the same commit; none by default. */
	readonly contents?: readonly CommittedAsItIs[];
	/** The signature of an override, and the commit that it was decided on; none by default. */
	readonly signed?: Pick<Transition, 'commit' | 'signature'>;
}

/** Planned: what its registry file says afterwards, and the commit. */
export interface PlannedMove extends JudgedMove, Change {
	readonly write: FileChange;
	/** The move that was asked for, then the former holder's move to the archive, if there was one. */
	readonly transitions: readonly [Transition, ...Transition[]];
}

/** Written: what became of it in Git. */
export type WrittenMove = Written<PlannedMove>;
