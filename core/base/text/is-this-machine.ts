/**
 * True for a host that is the machine itself: what is sent there leaves it by no network.
 *
 * @param host - With or without its port, as `hostOfUrl` gives it.
 */
export function isThisMachine(host: string): boolean {
	const name = host.replace(/:\d+$/, '');
	return name === 'localhost' || name === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(name);
}
