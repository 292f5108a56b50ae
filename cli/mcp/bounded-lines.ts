import { Transform } from 'node:stream';
import type { TransformCallback } from 'node:stream';

const lineFeed = 0x0a;

/**
 * Lets lines through and drops those of more than `limit` bytes, so that a client that never ends its line does not fill
 * the memory. `onDropped` is told of each.
 */
export function boundedLines(limit: number, onDropped: () => void): Transform {
	let pending: Buffer[] = [];
	let length = 0;
	function take(part: Buffer): void {
		length += part.length;
		if (length <= limit) pending.push(part);
		else pending = [];
	}
	return new Transform({
		transform(chunk: Buffer, _encoding, callback: TransformCallback) {
			let rest = chunk;
			for (let end = rest.indexOf(lineFeed); end !== -1; end = rest.indexOf(lineFeed)) {
				take(rest.subarray(0, end + 1));
				if (length <= limit) this.push(Buffer.concat(pending));
				else onDropped();
				[pending, length] = [[], 0];
				rest = rest.subarray(end + 1);
			}
			take(rest);
			callback();
		},
	});
}
