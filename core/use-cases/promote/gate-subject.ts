import type { RunLibrary } from '../../judging/compare/run-library.ts';
import { normaliseVersion } from '../../formats/prompt/version/version.ts';
import { requirementsOf } from '../../formats/config/promotion-config.ts';
import { subjectVersions } from '../../workspace/subject.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import type { PromotionTarget } from './find-promotion-target.ts';
import type { GateSubject, StageHolder } from '../../judging/gates/gate.ts';
import type { PromotionRequest } from './promotion.ts';
import { stageRoles } from '../../formats/registry/stage-roles.ts';
import type { VersionFacts } from './version-facts.ts';

/** A version about to be judged, and everything that was found of it. */
export interface GateQuestion {
	readonly request: Pick<PromotionRequest, 'name' | 'to' | 'evidence'>;
	readonly target: PromotionTarget;
	readonly known: VersionFacts;
	readonly facts: WorkspaceFacts;
}

/** Puts together what gates look at. Of the evidence only completed runs of exactly this content count, also when others were named. */
export async function gateSubject({ request, target, known, facts }: GateQuestion, library: RunLibrary): Promise<GateSubject> {
	const { name, to } = request;
	const version = normaliseVersion(target.version) ?? target.version;
	const experiment = facts.experiments.find(summary => summary.experiment.id === known.evidence.experiment);
	const named = new Set(known.evidence.runs);
	const runs = experiment === undefined ? [] : await library.runsOf(experiment);
	return {
		name,
		version,
		to,
		kind: known.kind,
		source: subjectVersions(name, facts, known.kind).find(subject => subject.version === version),
		contentHash: target.sha256,
		experiment,
		isExperimentNamed: request.evidence?.experiment !== undefined,
		runs: runs.filter(({ record }) => named.has(record.id) && record.status === 'completed' && record.prompt?.sha256 === target.sha256),
		production: productionHolder(name, known, facts),
		requirements: requirementsOf(known.config.promotion, to),
	};
}

/** The version in the highest stage. Its content is what was registered, whatever its file says by now. */
function productionHolder(name: string, { registry, config, kind }: VersionFacts, facts: WorkspaceFacts): StageHolder | undefined {
	const { final: stage } = stageRoles(config);
	if (stage === undefined || registry?.value === undefined) return undefined;
	const { stages, versions } = registry.value;
	const spelled = new Map(Object.entries(stages)).get(stage);
	if (spelled === undefined) return undefined;
	const version = normaliseVersion(spelled) ?? spelled;
	const source = subjectVersions(name, facts, kind).find(candidate => candidate.version === version);
	const registered = new Map(Object.entries(versions)).get(spelled)?.sha256;
	return { stage, version, contentHash: registered ?? source?.contentHash, source };
}
