import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Ports } from '../../ports/ports.ts';
import { writeOwnFile } from '../unit-of-work/write-own-file.ts';
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

/** Writes the pipeline where the service looks for it, or to `path`, and commits nothing. A file that exists stays as it is. */
export async function writePipeline(
	service: CiService,
	path: WorkspacePath,
	ports: Ports,
	signal: CancelSignal,
): ReturnType<typeof writeOwnFile> {
	return await writeOwnFile({ path, text: pipelines[service].text, isFormer: () => false }, ports, signal);
}
