import { requestPromotion } from '../../../core/use-cases/review/request-promotion.ts';
import { describeFailure } from '../../../core/words/describe-failure.ts';
import type { CommandContext } from '../../command.ts';
import { createLint } from '../../create-lint.ts';
import { MlflowError } from '../mlflow-error.ts';

/**
 * Asks for a version to be moved to a stage. What the client is told is always a refusal: one that sees success believes that the alias is set.
 */
export async function requestStage(
	{ name, version, stage }: { readonly name: string; readonly version: string; readonly stage: string },
	context: CommandContext,
): Promise<MlflowError> {
	const reason = `A client of MLflow asked for the alias ${stage}.`;
	const ports = { ...context.ports, lint: createLint(context) };
	const requested = await requestPromotion({ name, version, to: stage, reason }, ports, context.signal);
	if (!requested.ok) {
		if (requested.failure.kind === 'request-exists') return refusal(requested.failure.request, `${name}@${version}`, stage);
		return new MlflowError('PERMISSION_DENIED', Object.values(describeFailure(requested.failure)).join(' '));
	}
	return refusal(requested.value.request.id, `${name}@${version}`, stage);
}

function refusal(id: string, wanted: string, stage: string): MlflowError {
	return new MlflowError(
		'PERMISSION_DENIED',
		`${stage} is a stage, so the alias is not set: opened request ${id} for ${wanted}; approve it in the repository.`,
	);
}
