import type { FileStore, WorkspacePath, WriteFailure } from '../../ports/file-store.ts';
import { fail } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { githubWorkflow } from './github-workflow.ts';
import { gitlabPipeline } from './gitlab-pipeline.ts';

/** The services a pipeline can be written for. */
export const ciServices = ['github', 'gitlab'] as const;

export type CiService = (typeof ciServices)[number];

const pipelines: Readonly<Record<CiService, { readonly path: WorkspacePath; readonly text: string }>> = {
	github: { path: '.github/workflows/stagemark.yml', text: githubWorkflow },
	gitlab: { path: '.gitlab-ci.yml', text: gitlabPipeline },
};

/** Where the pipeline of a service is looked for. */
export function pipelinePath(service: CiService): WorkspacePath {
	return pipelines[service].path;
}

/** Writes the pipeline where the service looks for it, or to `path`. A file that exists stays as it is. */
export async function writePipeline(service: CiService, path: WorkspacePath, files: FileStore): Promise<Result<void, WriteFailure>> {
	const there = await files.read(path);
	if (there.kind !== 'missing') return fail({ kind: 'already-exists', path });
	return await files.write(path, pipelines[service].text);
}
