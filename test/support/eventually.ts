/** Asks until there is an answer. Fails after a minute with what was waited for. */
export async function eventually<Value>(what: string, ask: () => Promise<Value | undefined>): Promise<Value> {
	const end = Date.now() + 60_000;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() > end) throw new Error(`Waited a minute for ${what}.`);
		await new Promise(again => setTimeout(again, 50));
	}
}
