import { strFromU8 } from 'fflate';

/**
 * One protobuf message, field by field. Only what the logs of W&B need: whole numbers and whatever has a length. Damaged bytes give
 * the fields that come before them. Source: protobuf.dev/programming-guides/encoding.
 */
export class ProtobufMessage {
	readonly #fields = new Map<number, (number | Uint8Array)[]>();

	constructor(bytes: Uint8Array) {
		let position = 0;
		while (position < bytes.length) {
			const tag = readVarint(bytes, position);
			if (tag === undefined) return;
			const field = readField(bytes, tag.end, tag.value % 8);
			if (field === undefined) return;
			position = field.end;
			const number = Math.floor(tag.value / 8);
			if (field.value !== undefined) this.#fields.set(number, [...(this.#fields.get(number) ?? []), field.value]);
		}
	}

	has(field: number): boolean {
		return this.#fields.has(field);
	}

	/** A whole number; of several the last counts, as in protobuf. */
	number(field: number): number | undefined {
		const value = this.#fields.get(field)?.at(-1);
		return typeof value === 'number' ? value : undefined;
	}

	text(field: number): string | undefined {
		return this.texts(field).at(-1);
	}

	texts(field: number): readonly string[] {
		return this.#bytes(field).map(bytes => strFromU8(bytes));
	}

	message(field: number): ProtobufMessage | undefined {
		return this.messages(field).at(-1);
	}

	messages(field: number): readonly ProtobufMessage[] {
		return this.#bytes(field).map(bytes => new ProtobufMessage(bytes));
	}

	#bytes(field: number): readonly Uint8Array[] {
		return (this.#fields.get(field) ?? []).filter(value => typeof value !== 'number');
	}
}

interface FieldAt {
	/** Undefined for a type that is skipped. */
	readonly value: number | Uint8Array | undefined;
	readonly end: number;
}

const wireType = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

function readField(bytes: Uint8Array, position: number, type: number): FieldAt | undefined {
	switch (type) {
		case wireType.varint:
			return readVarint(bytes, position);
		case wireType.fixed64:
			return { value: undefined, end: position + 8 };
		case wireType.fixed32:
			return { value: undefined, end: position + 4 };
		case wireType.bytes: {
			const length = readVarint(bytes, position);
			if (length === undefined || length.end + length.value > bytes.length) return undefined;
			return { value: bytes.subarray(length.end, length.end + length.value), end: length.end + length.value };
		}
		default:
			return undefined;
	}
}

/** Up to 2^53 exactly, which steps and times stay below. Negative numbers come as huge ones. */
function readVarint(bytes: Uint8Array, from: number): { readonly value: number; readonly end: number } | undefined {
	let value = 0;
	let scale = 1;
	for (let position = from; position < bytes.length && position < from + 10; position++) {
		const byte = bytes[position] ?? 0;
		value += (byte & 0x7f) * scale;
		if (byte < 0x80) return { value, end: position + 1 };
		scale *= 128;
	}
	return undefined;
}
