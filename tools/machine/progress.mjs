// Progress of long steps in plain lines, readable in a terminal and in a log alike.

/**
 * Prints what is being done, a sign of life every ten seconds, and how long it took.
 * @template Value
 * @param {string} what
 * @param {() => Promise<Value>} work
 * @returns {Promise<Value>}
 */
export async function withProgress(what, work) {
	const start = Date.now();
	const seconds = () => Math.round((Date.now() - start) / 1000);
	console.log(`${what} …`);
	const timer = setInterval(() => console.log(`  … ${seconds()} s`), 10_000);
	try {
		const value = await work();
		console.log(`  done in ${seconds()} s`);
		return value;
	} finally {
		clearInterval(timer);
	}
}
