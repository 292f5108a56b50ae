import { EventEmitter, FileDecoration, l10n, ThemeColor } from 'vscode';
import type { Disposable, Event, FileDecorationProvider, Uri } from 'vscode';
import { stageRoles } from '../../core/formats/registry/stage-roles.ts';
import { staleEvidence } from '../../core/use-cases/verify/stale-evidence.ts';
import { DisposableStore } from '../model/disposable-store.ts';
import type { Workspaces } from '../model/workspaces.ts';

/** A letter behind prompts that stand in a stage: P in Production, S in Staging, the first letter of any other stage. */
export class StageDecorations implements FileDecorationProvider, Disposable {
	readonly #workspaces: Workspaces;
	readonly #store = new DisposableStore();
	readonly #changed = this.#store.add(new EventEmitter<undefined>());

	readonly onDidChangeFileDecorations: Event<undefined> = this.#changed.event;

	constructor(workspaces: Workspaces) {
		this.#workspaces = workspaces;
		this.#store.add(workspaces.onDidChange(() => this.#changed.fire(undefined)));
	}

	async provideFileDecoration(uri: Uri): Promise<FileDecoration | undefined> {
		const model = this.#workspaces.modelOf(uri);
		const path = model?.pathOf(uri);
		if (model === undefined || path === undefined) return undefined;
		const facts = await model.load();
		const { name, version } = facts.prompts.find(prompt => prompt.path === path) ?? {};
		if (name === undefined || version === undefined) return undefined;
		const { held } = stageRoles(facts.config);
		const stages = facts.stagesOf(name, version);
		const stage = held.findLast(each => stages.includes(each));
		if (stage === undefined) return undefined;
		const stale = staleEvidence(facts, name).find(found => found.path === path);
		const words = l10n.t('{0} is in {1}', `${name} ${version}`, stages.join(', '));
		const color = stale === undefined ? colorOf(stage, held) : 'list.warningForeground';
		return new FileDecoration(
			stage.slice(0, 1).toUpperCase(),
			[words, stale === undefined ? '' : model.translate(stale.message)].join(' ').trim(),
			new ThemeColor(color),
		);
	}

	dispose(): void {
		this.#store.dispose();
	}
}

/** As the stages look in the registry view. */
function colorOf(stage: string, held: readonly string[]): string {
	return stage === held.at(-1) ? 'charts.green' : 'charts.blue';
}
