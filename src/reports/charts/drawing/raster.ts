import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { FAMILY, type Typeface } from './typeface.ts';

export interface Raster {
  readonly png: Uint8Array;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/**
 * Loads what turns SVG into PNG: resvg as WebAssembly, which installs the same everywhere and whose faults stay inside
 * its memory, where a native module's would end the process. Once a process.
 */
export async function loadRaster(typeface: Typeface): Promise<(svg: string) => Raster> {
  const require = createRequire(import.meta.url);
  await initWasm(await readFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));
  const font = { fontBuffers: [...typeface.files], defaultFontFamily: FAMILY, loadSystemFonts: false };
  return (svg) => {
    const drawn = new Resvg(svg, { font });
    try {
      const image = drawn.render();
      // Copied out: `free` gives the memory back to the next picture.
      const raster = { png: image.asPng().slice(), width: image.width, height: image.height };
      image.free();
      return raster;
    } finally {
      drawn.free();
    }
  };
}
