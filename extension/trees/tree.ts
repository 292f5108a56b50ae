import type { TreeElement } from './tree-element.ts';
import type { ViewId } from '../model/view-filters.ts';
import type { WorkspaceModel } from '../model/workspace-model.ts';

/** A tree view as a value. The session asks every entry of registry.ts for its rows; host/deferred-tree.ts shows them. */
export interface View {
	/** As in `contributes.views`. */
	readonly id: ViewId;
	/** The top rows for one workspace folder. `filter` is lower-case text that each row or what is below it contains; '' for all. */
	roots(model: WorkspaceModel, filter: string): Promise<readonly TreeElement[]>;
}
