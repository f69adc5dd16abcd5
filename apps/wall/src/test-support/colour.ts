/** A colour as the light of a screen: red, green, blue in linear light, 0 to 1. */
export type Light = readonly [red: number, green: number, blue: number];
/** CIELAB under D65. */
export type Lab = readonly [lightness: number, a: number, b: number];
type Matrix = readonly [Light, Light, Light];

export function lightOf(hex: string): Light {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return [red, green, blue];
}

/** As WCAG 2 has it, 1 to 21. */
export function contrast(a: Light, b: Light): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function luminance([red, green, blue]: Light): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Machado, Oliveira and Fernandes (2009), severity 1; they are laid over linear light. */
const seenBy = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const satisfies Record<string, Matrix>;

export type Deficiency = keyof typeof seenBy;
export const deficiencies = Object.keys(seenBy) as Deficiency[]; // keys of a record are its keys

/** What somebody with this deficiency sees of it. */
export function asSeen(light: Light, deficiency: Deficiency): Light {
  const [red, green, blue] = times(seenBy[deficiency], light).map((value) => Math.min(1, Math.max(0, value)));
  return [red ?? 0, green ?? 0, blue ?? 0];
}

function times(matrix: Matrix, [x, y, z]: Light): Light {
  const [red, green, blue] = matrix.map(([a, b, c]) => a * x + b * y + c * z);
  return [red ?? 0, green ?? 0, blue ?? 0];
}

const toXyz: Matrix = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
];

export function labOf(light: Light): Lab {
  const [x, y, z] = times(toXyz, light);
  const [fx, fy, fz] = [root(x / 0.95047), root(y), root(z / 1.08883)];
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}

function root(share: number): number {
  return share > 216 / 24_389 ? Math.cbrt(share) : (share * 24_389) / 27 / 116 + 16 / 116;
}

export function chromaOf([, a, b]: Lab): number {
  return Math.hypot(a, b);
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;
const cos = (degrees: number) => Math.cos(radians(degrees));
const sin = (degrees: number) => Math.sin(radians(degrees));
const seventh = (chroma: number) => Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7));

/** CIEDE2000, as Sharma, Wu and Dalal (2005) write it down. */
export function distance(one: Lab, other: Lab): number {
  const mean = (chromaOf(one) + chromaOf(other)) / 2;
  const g = 0.5 * (1 - seventh(mean));
  const [l1, c1, h1] = polar(one, g);
  const [l2, c2, h2] = polar(other, g);
  const turn = c1 * c2 === 0 ? 0 : ((((h2 - h1 + 180) % 360) + 360) % 360) - 180;
  const [l, c] = [(l1 + l2) / 2, (c1 + c2) / 2];
  const h = meanHue([c1, h1], [c2, h2]);
  const t = 1 - 0.17 * cos(h - 30) + 0.24 * cos(2 * h) + 0.32 * cos(3 * h + 6) - 0.2 * cos(4 * h - 63);
  const byLight = (l2 - l1) / (1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2));
  const byChroma = (c2 - c1) / (1 + 0.045 * c);
  const byHue = (2 * Math.sqrt(c1 * c2) * sin(turn / 2)) / (1 + 0.015 * c * t);
  const rotation = -2 * seventh(c) * sin(60 * Math.exp(-(((h - 275) / 25) ** 2)));
  return Math.sqrt(byLight ** 2 + byChroma ** 2 + byHue ** 2 + rotation * byChroma * byHue);
}

function polar([l, a, b]: Lab, g: number): readonly [lightness: number, chroma: number, hue: number] {
  const stretched = a * (1 + g);
  const hue = (Math.atan2(b, stretched) * 180) / Math.PI;
  return [l, Math.hypot(stretched, b), hue < 0 ? hue + 360 : hue];
}

function meanHue([c1, h1]: readonly [number, number], [c2, h2]: readonly [number, number]): number {
  if (c1 * c2 === 0) return h1 + h2;
  if (Math.abs(h1 - h2) <= 180) return (h1 + h2) / 2;
  return (h1 + h2 + (h1 + h2 < 360 ? 360 : -360)) / 2;
}
