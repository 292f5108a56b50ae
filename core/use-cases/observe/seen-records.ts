import { sha256Hex } from '../../base/sha256.ts';

/** Remembers which records were seen in 16 to 32 bytes for each: 64 bits of their SHA-256. Of ten million one is mistaken in 3 of a million files. */
export class SeenRecords {
	#slots = new BigUint64Array(1024);
	#count = 0;

	/** True when the text was added before. */
	add(text: string): boolean {
		// Zero marks a free slot.
		const digest = BigInt(`0x${sha256Hex(text).slice(0, 16)}`) || 1n;
		if (this.#count * 2 >= this.#slots.length) this.#grow();
		const slot = freeSlot(this.#slots, digest);
		if (this.#slots[slot] === digest) return true;
		this.#slots[slot] = digest;
		this.#count++;
		return false;
	}

	#grow(): void {
		const larger = new BigUint64Array(this.#slots.length * 2);
		for (const digest of this.#slots) if (digest !== 0n) larger[freeSlot(larger, digest)] = digest;
		this.#slots = larger;
	}
}

/** Where the digest is, or would be. */
function freeSlot(slots: BigUint64Array, digest: bigint): number {
	let slot = Number(digest % BigInt(slots.length));
	while (slots[slot] !== 0n && slots[slot] !== digest) slot = (slot + 1) % slots.length;
	return slot;
}
