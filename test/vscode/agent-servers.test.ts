import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { extensions, Uri } from 'vscode';
import { agentServers } from '../../extension/agent-servers.ts';

suite('the agents of the editor', () => {
	test('get a server that answers for the folder', async () => {
		const extensionUri = extensions.getExtension('stagemark.stagemark')?.extensionUri ?? Uri.file('/');
		const [server, ...others] = await agentServers(extensionUri);
		assert.deepEqual(others, []);
		assert.match(server?.label ?? '', /^Stagemark \(.+\)$/);
		const client = new Client({ name: 'test', version: '1.0.0' });
		await client.connect(
			new StdioClientTransport({
				command: server?.command ?? '',
				args: server?.args ?? [],
				env: Object.fromEntries(Object.entries(server?.env ?? {}).map(([name, value]) => [name, String(value)])),
				stderr: 'ignore',
			}),
		);
		try {
			const { content } = await client.callTool({ name: 'registry', arguments: { name: 'code-generator' } });
			assert.match(JSON.stringify(content), /Production/);
		} finally {
			await client.close();
		}
	});
});
