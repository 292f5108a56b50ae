import { printableLine } from '../../core/base/text/printable.ts';
import type { CheckedDeployment } from '../../core/use-cases/attest/check-deployment.ts';
import { signatureInWords } from '../../core/words/signatures-in-words.ts';
import type { Output } from '../text/output.ts';

/** Prints each attestation with its signatures, and what is in the way. The last line is green only when nothing was left open. */
export function printDeployment(checked: CheckedDeployment, isOk: boolean, output: Output): void {
	for (const { statement, signature, decisions } of checked.attestations) {
		const [{ name }] = statement.subject;
		const { by, at, stage } = statement.predicate;
		output.line(printableLine(`${name} in ${stage}, attested by ${by} at ${at}: ${signatureInWords(signature)}`));
		for (const { what, by: person, state } of decisions) {
			const line = printableLine(`  ${what} by ${person}: ${signatureInWords(state)}`);
			output.line(state.kind === 'signed' ? line : output.paint.warning(line));
		}
		const open = uncheckedClaims(statement);
		if (open.length > 0) output.line(output.paint.warning(`  not checked when it was attested: ${printableLine(open.join(', '))}`));
	}
	for (const problem of checked.problems) output.line(output.paint.bad(printableLine(problem)));
	const count = `${checked.attestations.length} ${checked.attestations.length === 1 ? 'attestation' : 'attestations'}`;
	if (checked.problems.length > 0) output.line(`${count} checked. Do not deploy this.`);
	else if (isWholeDeployment(checked)) output.line(output.paint.good(`${count} checked: every signature is good.`));
	else output.line(`${count} checked: what is signed is good.${isOk ? '' : ' The rest is refused by --strict.'}`);
}

/** True when everything was signed, and everything was checked when it was attested. */
export function isWholeDeployment({ attestations, problems }: CheckedDeployment): boolean {
	return (
		problems.length === 0 &&
		attestations.every(
			({ statement, decisions }) =>
				uncheckedClaims(statement).length === 0 && decisions.every(({ state }) => state.kind === 'signed'),
		)
	);
}

function uncheckedClaims({ predicate }: CheckedDeployment['attestations'][number]['statement']): readonly string[] {
	return Object.entries(predicate.claims).flatMap(([claim, state]) => (state === 'holds' ? [] : [claim]));
}
