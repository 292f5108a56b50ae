import { UsageError } from '../text/output.ts';
import type { CommandContext } from '../command.ts';
import { ArtifactFolder } from './artifact-folder.ts';
import type { RunRecorder } from './run-recorder.ts';
import { Tracking } from './tracking.ts';

/** Opens what earlier endpoints of this repository kept; undefined when another process has it open. */
export async function openTracking(context: CommandContext, recorder: RunRecorder): Promise<Tracking | undefined> {
	const { ports } = context;
	const folder = await ports.git.privatePath('mlflow/artifacts');
	if (folder === undefined)
		throw new UsageError('Runs are kept in the Git directory, and this folder is not in a Git repository. Run “git init” first.');
	const journal = await ports.cells.open('endpoint of mlflow');
	if (!journal.ok) return undefined;
	const artifacts = await ArtifactFolder.at(folder);
	return new Tracking({ context, journal: journal.value, artifacts, onEnded: (tracking, run) => recorder.ended(tracking, run) });
}
