import { crc32, deflateSync, inflateSync } from 'node:zlib';

/**
 * A PNG of a user interface with a palette of 256 colours: a third of the bytes, and nobody sees the difference. Colours keep as many
 * bits as fit, eight if they can.
 * @param {Buffer} png as Chromium writes it: 8 bits a channel, RGB or RGBA without transparency, not interlaced
 */
export function shrinkPng(png) {
	const { width, height, channels, data } = decode(png);
	for (let bits = 8; bits >= 4; bits--) {
		const indexed = indexColours(data, channels, 0xff & (0xff << (8 - bits)));
		if (indexed !== undefined) return encode(width, height, indexed);
	}
	return png;
}

/** @param {Buffer} png */
function decode(png) {
	const width = png.readUInt32BE(16);
	const height = png.readUInt32BE(20);
	const [depth, colourType, , , interlace] = png.subarray(24, 29);
	const channels = colourType === 2 ? 3 : colourType === 6 ? 4 : undefined;
	if (depth !== 8 || channels === undefined || interlace !== 0) throw new Error('Not a PNG of 8 bits a channel, RGB or RGBA');
	const parts = [];
	for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
		if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
	}
	return { width, height, channels, data: unfilter(inflateSync(Buffer.concat(parts)), width * channels, channels) };
}

/**
 * Each line says with its first byte how its values were taken from those to the left and above.
 * @param {Buffer} lines
 * @param {number} stride bytes of a line
 * @param {number} channels
 */
function unfilter(lines, stride, channels) {
	const data = Buffer.alloc((lines.length / (stride + 1)) * stride);
	/** @param {number} line @param {number} x */
	const valueAt = (line, x) => (line < 0 || x < 0 ? 0 : (data[line * stride + x] ?? 0));
	for (let line = 0; line * stride < data.length; line++) {
		const filter = lines[line * (stride + 1)] ?? 0;
		for (let x = 0; x < stride; x++) {
			const [left, above, corner] = [valueAt(line, x - channels), valueAt(line - 1, x), valueAt(line - 1, x - channels)];
			const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter] ?? 0;
			data[line * stride + x] = (lines[line * (stride + 1) + 1 + x] ?? 0) + guess;
		}
	}
	return data;
}

/** @param {number} left @param {number} above @param {number} corner */
function paeth(left, above, corner) {
	const guess = left + above - corner;
	const [toLeft, toAbove, toCorner] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
	return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
}

/**
 * The palette and a number of it for each pixel; undefined for more than 256 colours.
 * @param {Buffer} data
 * @param {number} channels
 * @param {number} mask of the bits that tell colours apart
 */
function indexColours(data, channels, mask) {
	/** @type {Map<number, number>} */
	const known = new Map();
	const palette = [];
	const pixels = Buffer.alloc(data.length / channels);
	for (let pixel = 0; pixel < pixels.length; pixel++) {
		const colour = data.subarray(pixel * channels, pixel * channels + 3);
		const key = colour.reduce((sum, value) => (sum << 8) | (value & mask), 0);
		let index = known.get(key);
		if (index === undefined) {
			if (known.size === 256) return undefined;
			index = known.size;
			known.set(key, index);
			// The first colour of its kind, so that plain backgrounds keep theirs.
			palette.push(...colour);
		}
		pixels[pixel] = index;
	}
	return { palette: Buffer.from(palette), pixels };
}

/**
 * @param {number} width
 * @param {number} height
 * @param {{ palette: Buffer, pixels: Buffer }} indexed
 */
function encode(width, height, { palette, pixels }) {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 3, 0, 0, 0], 8);
	const lines = Buffer.alloc(height * (width + 1));
	for (let line = 0; line < height; line++) pixels.copy(lines, line * (width + 1) + 1, line * width, (line + 1) * width);
	const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
	const data = deflateSync(lines, { level: 9 });
	return Buffer.concat([signature, chunk('IHDR', header), chunk('PLTE', palette), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

/** @param {string} name @param {Buffer} content */
function chunk(name, content) {
	const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
	const frame = Buffer.alloc(8);
	frame.writeUInt32BE(content.length, 0);
	frame.writeUInt32BE(crc32(named), 4);
	return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}
