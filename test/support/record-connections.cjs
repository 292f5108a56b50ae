// Loaded into a Node process (by require, or by NODE_OPTIONS=--require into all it starts): notes the process, and each
// host that it looks up or connects to, as one line of JSON in the file STAGEMARK_CONNECTIONS.
const { appendFileSync } = require('node:fs');
const dns = require('node:dns');
const net = require('node:net');

const file = process.env.STAGEMARK_CONNECTIONS;
const note = entry => appendFileSync(file, JSON.stringify({ process: process.argv.slice(1).join(' '), ...entry }) + '\n');

note({ event: 'started' });

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
	// Node passes its own calls as one array: [options, callback].
	const options = Array.isArray(args[0]) ? args[0][0] : args[0];
	const isPath = typeof options === 'string' || options?.path !== undefined;
	if (!isPath) note({ event: 'connected', host: options?.host ?? (typeof args[1] === 'string' ? args[1] : 'localhost') });
	return connect.apply(this, args);
};

for (const owner of [dns, dns.promises]) {
	const lookup = owner.lookup;
	owner.lookup = (host, ...rest) => {
		note({ event: 'looked up', host });
		return lookup(host, ...rest);
	};
}
