/** Asks until there is an answer. Fails after 20 seconds with what was waited for. */
export async function eventually<Value>(what: string, ask: () => Promise<Value | undefined>): Promise<Value> {
	const end = Date.now() + 20_000;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() > end) throw new Error(`Waited 20 seconds for ${what}.`);
		await new Promise(again => setTimeout(again, 50));
	}
}
