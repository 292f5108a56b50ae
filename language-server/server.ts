import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './lsp/start-server.ts';

// Which way the client is connected, --stdio or --node-ipc, is read from the command line.
startServer(createConnection(ProposedFeatures.all));

// The library looks every few seconds whether the client's process is alive; a closed channel says so at once.
process.once('disconnect', () => process.exit());
