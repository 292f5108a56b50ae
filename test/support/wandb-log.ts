import { crc32 } from '../../core/use-cases/import/tools/wandb/crc32.ts';

/** What a W&B log is written from. Values stand as JSON in it, as W&B writes them; a text is written as it is. */
export interface WandbLogContent {
	readonly runId: string;
	readonly name: string;
	readonly config: Readonly<Record<string, unknown>>;
	readonly history: readonly Readonly<Record<string, unknown>>[];
	readonly summary: Readonly<Record<string, unknown>>;
	/** Undefined for a run that was killed. */
	readonly exitCode: number | undefined;
}

/** A `.wandb` file, in blocks of 32 KiB as wandb/sdk/internal/datastore.py writes it. */
export function wandbLog(content: WandbLogContent): Buffer {
	const records = [
		message([[21, message([[1, message([[1, text('0.30.0')]])]])]]),
		message([
			[
				17,
				message([
					[1, text(content.runId)],
					[3, text('project')],
					[4, items(content.config)],
					[8, text(content.name)],
					[17, message([[1, 1_738_319_400]])],
				]),
			],
		]),
		...content.history.map((values, step) => message([[2, Buffer.concat([items(values), message([[2, message([[1, step]])]])])]])),
		message([[3, items(content.summary)]]),
		...(content.exitCode === undefined ? [] : [message([[18, message([[1, content.exitCode]])]])]),
	];
	const bytes: Buffer[] = [Buffer.from([0x3a, 0x57, 0x26, 0x42, 0xe1, 0xbe, 0])];
	let length = 7;
	const add = (piece: Buffer): void => {
		bytes.push(piece);
		length += piece.length;
	};
	for (const record of records) {
		let rest = record;
		let isFirst = true;
		do {
			let room = blockLength - (length % blockLength);
			if (room < 7) {
				add(Buffer.alloc(room));
				room = blockLength;
			}
			const part = rest.subarray(0, room - 7);
			rest = rest.subarray(part.length);
			const isLast = rest.length === 0;
			add(piece(part, isFirst && isLast ? 1 : isFirst ? 2 : isLast ? 4 : 3));
			isFirst = false;
		} while (rest.length > 0);
	}
	return Buffer.concat(bytes);
}

const blockLength = 32 * 1024;

function piece(data: Buffer, type: number): Buffer {
	const header = Buffer.alloc(7);
	header.writeUInt32LE(crc32(Buffer.concat([Buffer.from([type]), data])), 0);
	header.writeUInt16LE(data.length, 4);
	header.writeUInt8(type, 6);
	return Buffer.concat([header, data]);
}

function items(values: Readonly<Record<string, unknown>>): Buffer {
	return Buffer.concat(
		Object.entries(values).map(([key, value]) =>
			message([
				[
					1,
					message([
						[1, text(key)],
						[16, text(typeof value === 'string' ? value : JSON.stringify(value))],
					]),
				],
			]),
		),
	);
}

function text(value: string): Buffer {
	return Buffer.from(value);
}

function message(fields: readonly (readonly [number, number | Buffer])[]): Buffer {
	return Buffer.concat(
		fields.flatMap(([number, value]) =>
			typeof value === 'number' ? [varint(number * 8), varint(value)] : [varint(number * 8 + 2), varint(value.length), value],
		),
	);
}

function varint(value: number): Buffer {
	const bytes: number[] = [];
	let rest = value;
	for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
	return Buffer.from([...bytes, rest]);
}
