import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

/** What a tool answered: its texts, one below the other. */
export interface AgentAnswer {
	readonly text: string;
	readonly isError: boolean;
}

/** An agent that talks to the built command line over the protocol's own client. */
export class AgentClient {
	readonly client: Client;
	/** Of the process that serves. */
	readonly pid: number;

	private constructor(client: Client, pid: number) {
		this.client = client;
		this.pid = pid;
	}

	static async start(root: string, variables: Readonly<Record<string, string>> = {}): Promise<AgentClient> {
		const kept = Object.entries(process.env).flatMap(([name, value]): [string, string][] =>
			value === undefined || name.startsWith('GIT_') || name === 'CI' ? [] : [[name, value]],
		);
		const transport = new StdioClientTransport({
			command: process.execPath,
			args: [join(process.cwd(), 'dist/cli.js'), '--cwd', root, 'mcp'],
			env: { ...Object.fromEntries(kept), GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', ...variables },
			stderr: 'ignore',
		});
		const client = new Client({ name: 'test', version: '1.0.0' });
		await client.connect(transport);
		return new AgentClient(client, transport.pid ?? 0);
	}

	async call(name: string, inputs: Record<string, unknown> = {}): Promise<AgentAnswer> {
		const { content, isError } = await this.client.callTool({ name, arguments: inputs });
		const parts = content as readonly { readonly text: string }[];
		return { text: parts.map(({ text }) => text).join('\n'), isError: isError === true };
	}

	async close(): Promise<void> {
		await this.client.close();
	}
}
