import type { TreeElement } from '../host/tree-element.ts';
import type { ViewId } from '../host/view-filters.ts';
import type { WorkspaceModel } from '../host/workspace-model.ts';

/** A tree view as a value. `extension.ts` creates every entry of registry.ts and redraws it when the workspace changes. */
export interface View {
	/** As in `contributes.views`. */
	readonly id: ViewId;
	/** True when commands of its context menu work on several rows. */
	readonly canSelectMany: boolean;
	/** The top rows for one workspace folder. `filter` is lower-case text that each row or what is below it contains; '' for all. */
	roots(model: WorkspaceModel, filter: string): Promise<readonly TreeElement[]>;
}
