import type { RunLibrary } from '../../judging/compare/run-library.ts';
import { normaliseVersion } from '../../formats/prompt/version/version.ts';
import { requirementsOf } from '../../formats/config/requirements-of.ts';
import { askedSubject } from '../../workspace/asked-subject.ts';
import { subjectVersions } from '../../workspace/subject.ts';
import type { GateSubject, StageHolder } from '../../judging/gates/gate.ts';
import { stageRoles } from '../../formats/registry/stage-roles.ts';
import type { FoundMove } from './move.ts';

/** Puts together what gates look at. Of the evidence only completed runs of exactly this content count, also when others were named. */
export async function gateSubject(move: FoundMove<string | undefined>, library: RunLibrary): Promise<GateSubject> {
	const { name, to, kind, index, sha256, basis, config } = move;
	const version = normaliseVersion(move.version) ?? move.version;
	const source = subjectVersions(name, index, kind).find(subject => subject.version === version);
	const experiment = index.experiments.find(summary => summary.experiment.id === basis.experiment);
	const named = new Set(basis.runs.map(({ id }) => id));
	const runs = experiment === undefined ? [] : await library.runsOf(experiment);
	const repeats = runs.filter(({ record }) => named.has(record.id) && record.status === 'completed' && record.prompt?.sha256 === sha256);
	return {
		name,
		version,
		to,
		kind,
		source,
		contentHash: sha256,
		experiment,
		isExperimentNamed: move.evidence?.experiment !== undefined,
		runs: (await library.current(repeats)).runs,
		repeats,
		production: productionHolder(move),
		requirements: requirementsOf(config.promotion, to, askedSubject(move, version)),
	};
}

/** The version in the highest stage. Its content is what was registered, whatever its file says by now. */
function productionHolder({ name, index, registry, config, kind }: FoundMove<string | undefined>): StageHolder | undefined {
	const { final: stage } = stageRoles(config);
	if (stage === undefined || registry?.value === undefined) return undefined;
	const { stages, versions } = registry.value;
	const spelled = new Map(Object.entries(stages)).get(stage);
	if (spelled === undefined) return undefined;
	const version = normaliseVersion(spelled) ?? spelled;
	const source = subjectVersions(name, index, kind).find(candidate => candidate.version === version);
	const registered = new Map(Object.entries(versions)).get(spelled)?.sha256;
	return { stage, version, contentHash: registered ?? source?.contentHash, source };
}
