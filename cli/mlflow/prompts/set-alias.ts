import { changeAlias } from '../../../core/use-cases/promote/change-alias.ts';
import { describeFailure } from '../../../core/words/describe-failure.ts';
import type { CommandContext } from '../../command.ts';
import { MlflowError } from '../mlflow-error.ts';

/**
 * Sets a free name for a version, or takes it away, as one commit.
 *
 * @throws MlflowError - with the reason when it is not done.
 */
export async function setAlias(
	{ name, alias, version }: { readonly name: string; readonly alias: string; readonly version: string | undefined },
	{ ports, signal }: CommandContext,
): Promise<void> {
	const reason = version === undefined ? 'A client of MLflow removed the alias.' : 'A client of MLflow set the alias.';
	const changed = await changeAlias({ name, alias, version, reason }, ports, signal);
	// A client that sets it twice tried again.
	if (!changed.ok && changed.failure.kind !== 'alias-unchanged')
		throw new MlflowError('PERMISSION_DENIED', Object.values(describeFailure(changed.failure)).join(' '));
}
