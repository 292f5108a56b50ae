import type { Ports } from '../../ports/ports.ts';
import type { Lint } from '../../judging/gates/gate.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';

/** What a report looks at: the working tree, and the commit it is compared with. */
export interface ChangeQuestion {
	/** A commit that exists. */
	readonly base: string;
	readonly facts: WorkspaceFacts;
	readonly lint: Lint;
	readonly ports: Ports;
}
