import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Ports } from '../../ports/ports.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Change, ChangeFailure } from '../unit-of-work/change.ts';
import { changeLeftToUser } from '../unit-of-work/change-left-to-user.ts';
import { unitOfWork } from '../unit-of-work/unit-of-work.ts';
import type { Written } from '../unit-of-work/unit-of-work.ts';
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
): Promise<Result<Written<Change>, ChangeFailure>> {
	return await unitOfWork(
		async () => {
			const there = await ports.files.read(path);
			if (there.kind !== 'missing') return fail({ kind: 'already-exists', path });
			return succeed(changeLeftToUser({ kind: 'file', path, text: pipelines[service].text, before: undefined }));
		},
		ports,
		signal,
	);
}
