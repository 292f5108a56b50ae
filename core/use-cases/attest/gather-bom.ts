import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import type { BomSubject } from '../../formats/bom/model-bom.ts';
import type { LicencedModel } from '../../formats/bom/licence-of.ts';
import { parseComponent } from '../../formats/component/parse-component.ts';
import { evidenceRunIds } from '../../formats/registry/evidence-runs.ts';
import type { Registry, Transition } from '../../formats/registry/registry-file.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';
import { loadRuns } from '../../workspace/runs/load-runs.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';

interface Attested {
	readonly registry: Registry;
	readonly version: string;
	readonly move: Transition;
	readonly sha256: string;
	readonly at: string;
	/** The model that the prompt names. */
	readonly model: string | undefined;
}

/** Reads what the bill of materials of a version is made of: the runs of its evidence, and the cards of models. */
export async function gatherBom(
	{ registry, version, move, sha256, at, model }: Attested,
	facts: WorkspaceFacts,
	{ files }: Pick<Ports, 'files'>,
	signal: CancelSignal,
): Promise<BomSubject> {
	const { name, kind, versions } = registry;
	const registered = Object.hasOwn(versions, version) ? versions[version] : undefined;
	return {
		name,
		version,
		kind,
		sha256,
		at,
		model,
		source: registered?.source ?? '',
		description: registered?.description,
		members: registered?.members ?? [],
		gates: move.gates ?? [],
		runs: await evidenceOf(move, facts, files, signal),
		cards: await cardsOf(facts, files),
	};
}

async function evidenceOf(
	move: Transition,
	facts: WorkspaceFacts,
	files: Ports['files'],
	signal: CancelSignal,
): Promise<readonly RunRecord[]> {
	const ids = evidenceRunIds(move);
	const found = new Map<string, RunRecord>();
	for (const { folder, experiment } of facts.experiments) {
		if (ids.length === 0 || (move.experiment !== undefined && experiment.id !== move.experiment)) continue;
		for (const { record } of (await loadRuns(files, folder, signal)).runs) found.set(record.id, record);
	}
	return ids.flatMap(id => found.get(id) ?? []);
}

async function cardsOf({ components }: WorkspaceFacts, files: Ports['files']): Promise<readonly LicencedModel[]> {
	const cards: LicencedModel[] = [];
	for (const { kind, path, name } of components) {
		if (kind !== 'model') continue;
		const content = await files.read(path);
		const card = content.kind === 'text' ? parseComponent('model', path, content.text) : undefined;
		if (card?.kind !== 'model' || card.value === undefined) continue;
		const { license, license_link, license_name, model } = card.value;
		cards.push({ names: model === undefined ? [name] : [name, model], license, license_link, license_name });
	}
	return cards;
}
