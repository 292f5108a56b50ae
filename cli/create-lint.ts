import type { Lint } from '../core/judging/gates/gate.ts';
import { WorkerTokenCounter } from '../io/tokens/worker-token-counter.ts';
import { createLanguageService } from '../language-server/create-language-service.ts';
import type { LanguageService } from '../language-server/language-service.ts';
import type { CommandContext } from './command.ts';

/** The linter for gates: the language service on the files on disk, as `check` uses it. The workspace is read when it is first asked. */
export function createLint({ ports, output }: CommandContext): Lint {
	let service: LanguageService | undefined;
	// Its thread does not keep the process, and ends with it.
	const tokens = new WorkerTokenCounter();
	return (path, text, signal) => {
		service ??= createLanguageService({ ...ports, tokens, log: message => output.note(message) });
		return service.diagnoseText(path, text, signal);
	};
}
