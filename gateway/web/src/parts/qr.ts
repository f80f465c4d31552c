/** A QR code (ISO/IEC 18004) of a short text: bytes, correction level M, versions 1 to 6, mask 0. Enough for an address. */

/** For each version: correction bytes a block, blocks, data bytes a block. */
const VERSIONS: [number, number, number][] = [[10, 1, 16], [16, 1, 28], [26, 1, 44], [18, 2, 32], [24, 2, 43], [16, 4, 27]];
/** What level M and mask 0 come to, with their own correction bits. */
const FORMAT = 0x5412;

const POWERS: number[] = [];
for (let at = 0, value = 1; at < 255; at++) {
  POWERS.push(value);
  value = value & 128 ? (value << 1) ^ 0x11d : value << 1;
}

function times(a: number, b: number): number {
  return a && b ? POWERS[(POWERS.indexOf(a) + POWERS.indexOf(b)) % 255]! : 0;
}

/** Give the correction bytes of a block (Reed and Solomon). */
function correct(block: number[], count: number): number[] {
  let divisor = [1];
  for (let at = 0; at < count; at++) {
    divisor = [...divisor, 0].map((value, place) => value ^ (place > 0 ? times(divisor[place - 1]!, POWERS[at]!) : 0));
  }
  const rest = [...block, ...new Array<number>(count).fill(0)];
  for (let at = 0; at < block.length; at++) {
    const lead = rest[at]!;
    divisor.forEach((value, place) => (rest[at + place]! ^= times(value, lead)));
  }
  return rest.slice(block.length);
}

/** Give the bytes of a text as they stand in the code, the blocks' bytes taken in turn; nothing when it is too long. */
function encode(text: string): { version: number; bytes: number[] } | undefined {
  const content = [...new TextEncoder().encode(text)];
  const index = VERSIONS.findIndex(([, blocks, size]) => content.length + 2 <= blocks * size);
  if (index < 0) return undefined;
  const [extra, blocks, size] = VERSIONS[index]!;
  // Four bits say "bytes", eight how many; so every byte stands half a byte later, and four bits end it.
  const halves = [4, content.length >> 4, content.length & 15, ...content.flatMap((byte) => [byte >> 4, byte & 15]), 0];
  const data: number[] = [];
  for (let at = 0; at < halves.length; at += 2) data.push((halves[at]! << 4) | halves[at + 1]!);
  for (let pad = 0; data.length < blocks * size; pad++) data.push(pad % 2 ? 0x11 : 0xec);
  const parts = Array.from({ length: blocks }, (_, at) => data.slice(at * size, (at + 1) * size));
  const corrections = parts.map((part) => correct(part, extra));
  const inTurn = (lists: number[][]) => lists[0]!.flatMap((_, place) => lists.map((list) => list[place]!));
  return { version: index + 1, bytes: [...inTurn(parts), ...inTurn(corrections)] };
}

type Grid = (boolean | undefined)[][];

/** Draw a square pattern of rings around its middle. */
function ring(grid: Grid, x: number, y: number, reach: number, isDark: (distance: number) => boolean): void {
  for (let down = -reach; down <= reach; down++) {
    for (let along = -reach; along <= reach; along++) {
      const row = grid[y + down];
      if (row && x + along >= 0 && x + along < grid.length) row[x + along] = isDark(Math.max(Math.abs(down), Math.abs(along)));
    }
  }
}

/** Draw what every code of a version has: the three corners, the alignment, the timing and the format. */
function frame(version: number): Grid {
  const size = 17 + 4 * version;
  const grid: Grid = Array.from({ length: size }, () => new Array<boolean | undefined>(size).fill(undefined));
  for (let at = 0; at < size; at++) grid[6]![at] = grid[at]![6] = at % 2 === 0;
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]] as const) ring(grid, x, y, 4, (far) => far !== 2 && far !== 4);
  if (version > 1) ring(grid, size - 7, size - 7, 2, (far) => far !== 1);
  for (let bit = 0; bit < 15; bit++) {
    const isDark = ((FORMAT >> bit) & 1) === 1;
    const near = bit < 6 ? bit : bit < 8 ? bit + 1 : bit === 8 ? 7 : 14 - bit;
    grid[bit < 8 ? near : 8]![bit < 8 ? 8 : near] = isDark;
    grid[bit < 8 ? 8 : size - 15 + bit]![bit < 8 ? size - 1 - bit : 8] = isDark;
  }
  grid[size - 8]![8] = true;
  return grid;
}

/** Give a text's code, row by row, dark as true; nothing when the text is too long for it. */
export function drawQr(text: string): boolean[][] | undefined {
  const encoded = encode(text);
  if (!encoded) return undefined;
  const grid = frame(encoded.version);
  const size = grid.length;
  let bit = 0;
  let isUpward = true;
  // Column 6 holds the timing, so the pairs of columns step over it.
  for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2) {
    for (let step = 0; step < size; step++) {
      const y = isUpward ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (grid[y]![x] !== undefined) continue;
        const value = ((encoded.bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1;
        grid[y]![x] = (value === 1) !== ((x + y) % 2 === 0);
        bit++;
      }
    }
    isUpward = !isUpward;
  }
  return grid as boolean[][];
}
