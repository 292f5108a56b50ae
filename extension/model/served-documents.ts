import type { Uri } from 'vscode';
import type { WorkspacePath } from '../../core/ports/file-store.ts';
import { writeServedQuery } from '../../core/workspace/served-document.ts';
import type { ServedDocumentQuery, servedSchemes } from '../../core/workspace/served-document.ts';
import type { WorkspaceModel } from './workspace-model.ts';

type Query = Pick<ServedDocumentQuery, 'revision' | 'values'>;

/** The address of a file: the one in the working tree, or what it was in `revision`, a full commit hash. */
export function documentUri(model: WorkspaceModel, path: WorkspacePath, revision: string | undefined): Uri {
	return revision === undefined ? model.uriOf(path) : served(model, path, 'stagemark-revision', { revision });
}

/** The address of a prompt as a model would read it, with values for inputs of which the file has no sample. */
export function renderedUri(model: WorkspaceModel, path: WorkspacePath, values: Readonly<Record<string, string>>): Uri {
	return served(model, path, 'stagemark-rendered', { values });
}

/** An address that the language server answers, which has to run before it is opened. */
function served(model: WorkspaceModel, path: WorkspacePath, scheme: (typeof servedSchemes)[number], query: Query): Uri {
	return model.uriOf(path).with({ scheme, query: writeServedQuery({ folder: model.folder.uri.toString(), path, ...query }) });
}
