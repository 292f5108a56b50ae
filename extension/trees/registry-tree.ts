import { l10n, ThemeColor, ThemeIcon } from 'vscode';
import { isOpen } from '../../core/use-cases/promote/find-approvals.ts';
import { evidenceRunIds } from '../../core/formats/registry/evidence-runs.ts';
import { previousHolder } from '../../core/formats/registry/holders-of-stage.ts';
import { personName } from '../../core/formats/registry/person.ts';
import type { Registry, Transition } from '../../core/formats/registry/registry-file.ts';
import { openRequests } from '../../core/use-cases/review/request-standing.ts';
import type { RequestStanding } from '../../core/use-cases/review/request-standing.ts';
import { stageRoles } from '../../core/formats/registry/stage-roles.ts';
import { staleEvidence } from '../../core/use-cases/verify/stale-evidence.ts';
import type { RegistrySummary } from '../../core/workspace/summaries/file-summary.ts';
import type { WorkspaceFacts } from '../../core/workspace/workspace-facts.ts';
import { tooltip } from './tooltip.ts';
import { treeElement } from './tree-element.ts';
import type { TreeElement } from './tree-element.ts';
import type { WorkspaceModel } from '../model/workspace-model.ts';
import type { View } from './tree.ts';
import { unreadElements } from './unread-elements.ts';
import { ownValue } from '../../core/base/own-value.ts';

/** What waits for somebody, then registered names, their stages, the versions in each, and on which evidence they got there. */
export const registryView: View = {
	id: 'stagemark.registry',
	async roots(model, filter) {
		const facts = await model.load();
		const shown = facts.registries.filter(summary => matches(summary, filter));
		return [
			...shown.flatMap(({ registry }) =>
				openRequests(registry, facts).map(standing => requestElement(model, registry.name, standing)),
			),
			...shown.map(summary => nameElement(model, facts, summary)),
			...unreadElements(model, facts, facts.config.registry),
		];
	},
};

function matches({ path, registry }: RegistrySummary, filter: string): boolean {
	const texts = [path, registry.name, registry.kind, ...Object.keys(registry.stages), ...Object.keys(registry.versions)];
	return texts.some(text => text.toLowerCase().includes(filter));
}

function nameElement(model: WorkspaceModel, facts: WorkspaceFacts, summary: RegistrySummary): TreeElement {
	const { path, registry } = summary;
	const open = registry.requests.filter(isOpen);
	return treeElement({
		id: `${model.folder.uri.toString()}#name/${registry.name}`,
		label: registry.name,
		description: [registry.kind, ...(open.length === 0 ? [] : [l10n.t('{0} pending', open.length)])].join(' · '),
		icon: new ThemeIcon('package'),
		context: 'registeredName',
		tooltip: tooltip(registry.name, [
			[l10n.t('File'), path],
			[l10n.t('Versions'), String(Object.keys(registry.versions).length)],
			[l10n.t('Transitions'), String(registry.transitions.length)],
		]),
		target: { folder: model.folder.uri.toString(), uri: model.uriOf(path).toString(), prompt: registry.name },
		isExpanded: true,
		children: () => Promise.resolve([...stageElements(model, facts, summary), ...aliasElements(model, registry)]),
	});
}

/** Approved and rejected where it stands; a click shows what speaks for and against it. */
function requestElement(model: WorkspaceModel, name: string, { request, required, approvals, hasChanged }: RequestStanding): TreeElement {
	const isApproved = request.status === 'approved' && !hasChanged;
	const facets = [
		l10n.t('requested by {0}', personName(request.by)),
		...(required === 0 ? [] : [l10n.t('{0} of {1} approvals', approvals.length, required)]),
		...(hasChanged ? [l10n.t('content changed')] : []),
	];
	return treeElement({
		id: `${model.folder.uri.toString()}#request/${name}/${request.id}`,
		label: l10n.t('{0} to {1}', `${name} ${request.version}`, request.to),
		description: facets.join(' · '),
		icon: new ThemeIcon('git-pull-request', new ThemeColor(isApproved ? 'charts.green' : 'charts.yellow')),
		context: isApproved ? 'requestApproved' : 'request',
		tooltip: tooltip(request.id, [
			[l10n.t('Requested by'), request.by],
			[l10n.t('At'), request.at],
			[l10n.t('Reason'), request.reason],
			[l10n.t('Approved by'), approvals.map(({ by }) => by).join(', ')],
		]),
		runs: 'stagemark.showPromotion',
		target: { folder: model.folder.uri.toString(), prompt: name, version: request.version, to: request.to, request: request.id },
	});
}

function aliasElements(model: WorkspaceModel, { name, aliases = {} }: Registry): readonly TreeElement[] {
	return Object.entries(aliases).map(([alias, version]) =>
		treeElement({
			id: `${model.folder.uri.toString()}#alias/${name}/${alias}`,
			label: `@${alias}`,
			description: version,
			icon: new ThemeIcon('bookmark'),
			context: 'alias',
			tooltip: tooltip(`${name}@${alias}`, [[l10n.t('Version'), version]]),
			target: { folder: model.folder.uri.toString(), prompt: name, alias },
		}),
	);
}

/** Stages that hold a version, nearest to users first; the first and the last of the configuration close the list. */
function stageElements(model: WorkspaceModel, facts: WorkspaceFacts, summary: RegistrySummary): readonly TreeElement[] {
	const { registry } = summary;
	const { initial, held, archive } = stageRoles(facts.config);
	const known = [...held.toReversed(), initial, archive];
	const versions = Map.groupBy(Object.keys(registry.versions), version => stageOf(registry, version));
	const stages = [...known, ...[...versions.keys()].filter(stage => !known.includes(stage))];
	return stages
		.filter(stage => versions.has(stage))
		.map(stage =>
			treeElement({
				id: `${model.folder.uri.toString()}#stage/${registry.name}/${stage}`,
				label: stage,
				description: String(versions.get(stage)?.length ?? 0),
				icon: stageIcon(stage),
				context: held.includes(stage) && previousHolder(registry, stage) !== undefined ? 'stageWithPast' : 'stage',
				target: { folder: model.folder.uri.toString(), prompt: registry.name, stage },
				isExpanded: held.includes(stage),
				children: () => Promise.resolve((versions.get(stage) ?? []).map(version => versionElement(model, facts, summary, version))),
			}),
		);
}

/** The stage pointers decide; the note at the version speaks only where no pointer does. */
function stageOf(registry: Registry, version: string): string {
	const pointer = Object.entries(registry.stages).find(([, holder]) => holder === version)?.[0];
	return pointer ?? ownValue(registry.versions, version)?.stage ?? 'None';
}

function versionElement(model: WorkspaceModel, facts: WorkspaceFacts, { registry, path }: RegistrySummary, version: string): TreeElement {
	const entry = ownValue(registry.versions, version);
	const moves = registry.transitions.filter(transition => transition.version === version);
	const last = moves.at(-1);
	const stale = staleEvidence(facts, registry.name).find(found => found.version === version);
	return treeElement({
		id: `${model.folder.uri.toString()}#registered/${registry.name}/${version}`,
		label: version,
		description: versionFacets(registry, version, last, stale !== undefined).join(' · '),
		icon: versionIcon(stale !== undefined, last?.override === true),
		context: registry.kind === 'prompt' ? 'promptVersion' : 'registeredVersion',
		tooltip: tooltip(`${registry.name}@${version}`, [
			[l10n.t('About'), entry?.description],
			[l10n.t('File'), entry?.source],
			[l10n.t('Content'), entry?.sha256?.slice(0, 12)],
			[l10n.t('Reason'), last?.reason],
			[l10n.t('Stale evidence'), stale && model.translate(stale.message)],
		]),
		opens: model.uriOf(path),
		target: { folder: model.folder.uri.toString(), prompt: registry.name, version },
		...(last === undefined ? {} : { children: () => Promise.resolve(evidenceElements(model, facts, registry, last)) }),
	});
}

/** What must be seen first stands first: the end is cut off in a narrow side bar. */
function versionFacets(registry: Registry, version: string, last: Transition | undefined, isStale: boolean): readonly string[] {
	const aliases = Object.entries(registry.aliases ?? {}).filter(([, target]) => target === version);
	return [
		...(isStale ? [l10n.t('stale evidence')] : []),
		...(last?.override === true ? [l10n.t('override')] : []),
		...aliases.map(([alias]) => `@${alias}`),
		...(last === undefined ? [l10n.t('never promoted')] : [last.at.slice(0, 10), personName(last.by)]),
	];
}

/** What the last move of a version rests on. */
function evidenceElements(model: WorkspaceModel, facts: WorkspaceFacts, registry: Registry, move: Transition): readonly TreeElement[] {
	const id = `${model.folder.uri.toString()}#evidence/${registry.name}/${move.digest}`;
	const target = { folder: model.folder.uri.toString(), prompt: registry.name, version: move.version };
	const reason = treeElement({
		id: `${id}/reason`,
		label: move.reason,
		description: `${move.from} → ${move.to}${move.override === true ? ` · ${l10n.t('override')}` : ''}`,
		icon: new ThemeIcon('quote'),
		tooltip: tooltip(move.reason, [
			[l10n.t('By'), move.by],
			[l10n.t('At'), move.at],
		]),
		target,
	});
	const gates = (move.gates ?? []).map((gate, position) =>
		treeElement({
			id: `${id}/gate/${position}`,
			label: gate.gate,
			description: [gate.outcome, gate.observed, gate.threshold].filter(part => part !== undefined).join(' · '),
			icon: new ThemeIcon(gate.outcome === 'passed' ? 'pass' : gate.outcome === 'failed' ? 'error' : 'question'),
			target,
		}),
	);
	return [reason, ...(move.experiment === undefined ? [] : [experimentElement(model, facts, move, move.experiment)]), ...gates];
}

function experimentElement(model: WorkspaceModel, facts: WorkspaceFacts, move: Transition, id: string): TreeElement {
	const known = facts.experiments.find(summary => summary.experiment.id === id);
	return treeElement({
		id: `${model.folder.uri.toString()}#evidence/${move.digest}/${id}`,
		label: id,
		description: known === undefined ? l10n.t('not in this folder') : runCount(move.runs?.length ?? 0),
		icon: new ThemeIcon('beaker'),
		tooltip: tooltip(id, [[l10n.t('Runs'), evidenceRunIds(move).join(', ')]]),
		opens: known && model.uriOf(known.path),
		target: { folder: model.folder.uri.toString(), experiment: id },
	});
}

function runCount(count: number): string {
	return count === 1 ? l10n.t('1 run') : l10n.t('{0} runs', count);
}

function stageIcon(stage: string): ThemeIcon {
	switch (stage) {
		case 'Production':
			return new ThemeIcon('rocket', new ThemeColor('charts.green'));
		case 'Staging':
			return new ThemeIcon('server-environment', new ThemeColor('charts.blue'));
		case 'Archived':
			return new ThemeIcon('archive');
		default:
			return new ThemeIcon('circle-outline');
	}
}

/** What must not be overlooked has another shape, not only another colour. */
function versionIcon(isStale: boolean, isOverride: boolean): ThemeIcon {
	if (isStale) return new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
	return isOverride ? new ThemeIcon('unverified', new ThemeColor('list.warningForeground')) : new ThemeIcon('tag');
}
