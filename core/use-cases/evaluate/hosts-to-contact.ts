import { hostOfUrl } from '../../base/text/host-of-url.ts';
import { isThisMachine } from '../../base/text/is-this-machine.ts';
import { parseConfig } from '../../formats/config/parse-config.ts';
import type { Git } from '../../ports/git.ts';
import type { EvaluationPlan } from './evaluation.ts';

/** A host outside this machine that an evaluation would contact. */
export interface HostToContact {
	/** With its port, where it has one. */
	readonly host: string;
	readonly endpoint: string;
	/** Whether stagemark.yaml of the last commit has this endpoint at this host. */
	readonly isCommitted: boolean;
}

/** Every host outside this machine to which the prompts and cases of an evaluation would go. */
export async function hostsToContact({ variants }: EvaluationPlan, git: Pick<Git, 'readAt'>): Promise<readonly HostToContact[]> {
	const committed = parseConfig((await git.readAt('HEAD', ['stagemark.yaml'])).get('stagemark.yaml')).value.endpoints;
	const hosts = new Map<string, HostToContact>();
	for (const { endpoint } of variants.values()) {
		if (endpoint.url === undefined) continue;
		const host = hostOfUrl(endpoint.url) ?? endpoint.url;
		if (isThisMachine(host)) continue;
		const written = Object.hasOwn(committed, endpoint.name) ? committed[endpoint.name]?.url : undefined;
		hosts.set(host, { host, endpoint: endpoint.name, isCommitted: hostOfUrl(written ?? '') === host });
	}
	return [...hosts.values()];
}
